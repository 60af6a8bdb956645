import type { Command } from 'commander';

import type { RetryOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';

export function retryCommand(terminal: Terminal): Command {
  return command({
    name: 'retry',
    description: 'Read one file again that could not be read, or only in part.',
    examples: [['inkling retry ~/Scans/lease.pdf', 'says so where it still cannot be read, and why']],
  })
    .argument('<file>', 'a file that `inkling errors` lists, or any other in a folder that Inkling reads')
    .action(async (file: string, options: CommonOptions) => {
      const path = givenPath(file);
      const { error } = await withEngine(options, ({ client }) => client.library.retry({ path }));
      if (error !== null) throw new InklingError(error.code, error);
      const output: RetryOutput = { read: true };
      terminal.print(options.json ? JSON.stringify(output) : 'It could be read.');
    });
}
