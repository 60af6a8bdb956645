import type { Command } from 'commander';
import { Command as CommandLine } from 'commander';

import { InklingError } from '../lib/errors.ts';
import type { Terminal } from './terminal.ts';

/** `inkling help query`: what a query can say; of a command its own help, and without a topic that of all. */
export function helpCommand(terminal: Terminal): Command {
  return new CommandLine('help')
    .description('Explain a command, or what a query can say.')
    .argument('[topic]', 'query, or a command')
    .action(async (topic: string | undefined, _options, command: Command) => {
      const program = command.parent;
      if (topic === 'query') {
        const { queryHelp } = await import('../engine/index.ts');
        terminal.print(queryHelp());
        return;
      }
      const asked = program?.commands.find((known) => known.name() === topic);
      if (topic !== undefined && asked === undefined)
        throw new InklingError('HELP_UNKNOWN', {
          cause: `There is no help about ${topic}.`,
          remedy: 'inkling help query explains queries; inkling help lists the commands.',
        });
      (asked ?? program)?.outputHelp();
    });
}
