import { InklingError } from '../lib/errors.ts';
import type { Electron } from './electron.ts';
import type { DesktopShell } from './shell.ts';
import { ShellLog } from './shell-log.ts';
import { startShell } from './start-shell.ts';
import type { StartOptions } from './start-shell.ts';

/**
 * As startShell. A program that cannot start has no window to say so in: the system's own box tells why and what helps,
 * and then it ends with 1.
 */
export async function runShell(electron: Electron, options: StartOptions = {}): Promise<DesktopShell | null> {
  try {
    return await startShell(electron, options);
  } catch (thrown) {
    ShellLog.of(electron).add('start', thrown);
    const { code, message, remedy } = notStarted(thrown);
    electron.dialog.showErrorBox('Inkling cannot start', `${message}\n\n${remedy}\n\n${code}`);
    electron.app.exit(1);
    return null;
  }
}

function notStarted(thrown: unknown): InklingError {
  if (thrown instanceof InklingError) return thrown;
  return new InklingError('SHELL_NOT_STARTED', {
    cause: thrown instanceof Error ? thrown.message : String(thrown),
    remedy:
      'Start Inkling again; if it stays, install it anew. Your documents and what was read of them are left as they are.',
  });
}
