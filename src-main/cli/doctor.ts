import type { Command } from 'commander';

import type { Check } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

export function doctorCommand(terminal: Terminal): Command {
  return command({
    name: 'doctor',
    description: 'Check versions, both databases and the models.',
    examples: [
      ['inkling doctor', 'every check with its outcome'],
      ['inkling doctor --digest', 'also a hash of the whole index, equal where two indexes are equal'],
    ],
  })
    .option('--digest', 'print a canonical hash of the index')
    .action(async (options: CommonOptions & { readonly digest?: boolean }) => {
      const digest = options.digest ?? false;
      const output = await withEngine(options, ({ client }) => client.engine.doctor({ digest }));
      const lines = [...output.checks.map(checkText), ...(output.digest ? [`digest  ${output.digest}`] : [])];
      terminal.print(options.json ? JSON.stringify(output) : lines.join('\n'));
      failWhere(output.checks);
    });
}

function checkText({ name, ok, detail }: Check): string {
  return `${ok ? 'ok     ' : 'FAULT  '} ${name}: ${printable(detail)}`;
}

function failWhere(checks: readonly Check[]): void {
  const faults = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (faults.length === 0) return;
  throw new InklingError('DOCTOR_FAULTS', {
    cause: `Not as it should be: ${faults.join(', ')}.`,
    remedy: 'Each fault above says what helps; your files are untouched.',
  });
}
