import type { Command } from 'commander';

import type { FileError } from '../contract/index.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

export function errorsCommand(terminal: Terminal): Command {
  return command({
    name: 'errors',
    description: 'The files that could not be read, or only in part, each with its reason and what helps.',
    examples: [['inkling errors', 'one file after the other']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, ({ client }) => client.library.errors());
    terminal.print(options.json ? JSON.stringify(output) : errorsText(output.errors, terminal));
  });
}

function errorsText(errors: readonly FileError[], { bold, dim }: Terminal): string {
  if (errors.length === 0) return 'Every file could be read.';
  return errors
    .map(({ path, code, cause, remedy }) => {
      return `${bold(printable(path))}\n  ${printable(cause)} ${dim(`[${code}]`)}\n  ${printable(remedy)}`;
    })
    .join('\n');
}
