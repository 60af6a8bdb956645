import type { Command } from 'commander';

import type { EraseOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { engineEnded } from './engine-ended.ts';
import type { Terminal } from './terminal.ts';

interface EraseOptions extends CommonOptions {
  readonly everything?: boolean;
}

export function eraseCommand(terminal: Terminal): Command {
  return command({
    name: 'erase',
    description:
      'Erase the library: the index, your labels, searches, settings, history, imported models, and every copy of them. Your documents stay as they are.',
    examples: [['inkling erase --everything', 'cannot be undone; make a backup first with `inkling backup`']],
  })
    .option('--everything', 'say that you mean it')
    .action(async (options: EraseOptions) => {
      if (options.everything !== true) throw notConfirmed();
      await withEngine(options, async (connection) => {
        await connection.client.keeping.erase({ confirm: 'erase everything' });
        await engineEnded(connection);
      });
      const output: EraseOutput = { erased: true };
      terminal.print(options.json ? JSON.stringify(output) : 'Erased. Your documents are where they were.');
    });
}

function notConfirmed(): InklingError {
  return new InklingError('ERASE_NOT_CONFIRMED', {
    cause: 'Nothing was erased: this cannot be undone.',
    remedy: 'Make a backup with `inkling backup FILE`, then say `inkling erase --everything`.',
  });
}
