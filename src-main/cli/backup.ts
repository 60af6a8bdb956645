import { basename, dirname } from 'node:path';

import type { Command } from 'commander';

import type { BackupOutput, RestoreOutput } from '../contract/index.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { engineEnded } from './engine-ended.ts';
import { bytes } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

export function backupCommand(terminal: Terminal): Command {
  return command({
    name: 'backup',
    description:
      'Write what you made into one file: folders and their rules, labels and judgements, saved searches, settings, history. The index is not in it: it can be made again.',
    examples: [['inkling backup ~/inkling.db', 'a file that `inkling restore` takes']],
  })
    .argument('<file>', 'a file that is not there yet')
    .action(async (typed: string, options: CommonOptions) => {
      const file = givenPath(typed);
      const output: BackupOutput = await withEngine(options, ({ client }) =>
        client.keeping.backup({ folder: dirname(file), name: basename(file) }),
      );
      const text = `Written: ${printable(output.file)}, ${bytes(output.bytes)}`;
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}

export function restoreCommand(terminal: Terminal): Command {
  return command({
    name: 'restore',
    description:
      'Put a backup in the place of what you made here. What was read of folders that both have stays; what stood here is kept beside it in the library.',
    examples: [['inkling restore ~/inkling.db', 'as `inkling backup` wrote it']],
  })
    .argument('<file>', 'a file that `inkling backup` wrote')
    .action(async (typed: string, options: CommonOptions) => {
      await withEngine(options, async (connection) => {
        await connection.client.keeping.restore({ file: givenPath(typed) });
        await engineEnded(connection);
      });
      const output: RestoreOutput = { restored: true };
      const text = 'Restored; the engine has ended and comes back with it, open pages by themselves.';
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}
