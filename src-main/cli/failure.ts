import type { FailureOutput } from '../contract/index.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';
import { printable } from './text-width.ts';
import type { Terminal } from './terminal.ts';

/** Cause and code on one line, what helps on the next; with `--json` the same as a document. */
export function printFailure(thrown: unknown, terminal: Terminal, json: boolean): void {
  const { code, message: cause, remedy } = normaliseError(thrown);
  const output: FailureOutput = { error: { code, cause, remedy } };
  terminal.note(json ? JSON.stringify(output) : `${printable(cause)} [${code}]\n${printable(remedy)}`);
}

export function usageError(message: string): InklingError {
  const [cause = message, suggestion] = message.replace(/^error: /, '').split('\n');
  return new InklingError('USAGE', {
    cause: [`${cause.charAt(0).toUpperCase()}${cause.slice(1)}${/[.!?)]$/.test(cause) ? '' : '.'}`]
      .concat(suggestion?.replaceAll(/^\(|\)$/g, '') ?? [])
      .join(' '),
    remedy: 'See `inkling --help`, or `inkling COMMAND --help`; a query that begins with - stands after --.',
  });
}
