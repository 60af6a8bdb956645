import type { Command } from 'commander';

import type { MoveOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, givenPath, withEngine, type CommonOptions } from './common-options.ts';
import { engineEnded } from './engine-ended.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

/** What is told of a move that failed. */
const NOT_MOVED = 'LIBRARY_NOT_MOVED';

export function moveCommand(terminal: Terminal): Command {
  return command({
    name: 'move',
    description:
      'Move the library to another folder of this computer: copied, compared, and removed from the old one once it works in the new. It is found there from then on, by its old name too.',
    examples: [['inkling move ~/Inkling', 'a folder that is new or empty']],
  })
    .argument('<folder>', 'new or empty, on a disk of this computer')
    .action(async (typed: string, options: CommonOptions) => {
      const folder = givenPath(typed);
      await withEngine(options, async (connection) => {
        await connection.client.keeping.move({ folder });
        await engineEnded(connection);
      });
      const { library, notices } = await withEngine(options, ({ client }) => client.library.status());
      const failed = notices.find(({ code }) => code === NOT_MOVED);
      if (failed !== undefined) throw new InklingError(failed.code, failed);
      const output: MoveOutput = { library };
      terminal.print(options.json ? JSON.stringify(output) : `The library is in ${printable(library)} now.`);
    });
}
