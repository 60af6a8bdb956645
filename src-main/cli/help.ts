import type { Command } from 'commander';
import { Command as CommandLine } from 'commander';

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
      // As if it were typed as a command: it is told which may be meant.
      if (topic !== undefined && asked === undefined) await program?.parseAsync([topic], { from: 'user' });
      else (asked ?? program)?.outputHelp();
    });
}
