import { InklingError } from '../lib/errors.ts';
import type { Terminal } from './terminal.ts';

/** Before a command waits for what is piped to it. @throws InklingError INPUT_UNREACHABLE */
export function requireInput({ reads }: Pick<Terminal, 'reads'>, instead: string): void {
  if (reads) return;
  throw new InklingError('INPUT_UNREACHABLE', {
    cause: 'On Windows nothing that is piped to the desktop program reaches it.',
    remedy: `${instead} Or use the package of the terminal, inkling-cli, by npm.`,
  });
}
