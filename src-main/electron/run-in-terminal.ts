import type { Terminal } from '../cli/terminal.ts';
import { InklingError } from '../lib/errors.ts';

/** What of Electron's app a command line needs. */
export interface TerminalApp {
  exit(code: number): void;
  /** A Mac alone has one. */
  readonly dock?: { hide(): void } | undefined;
}

/** Before it stand Chromium's own switches at most; behind it, what a person typed. */
const MARK = '--cli';

/** What was typed in a terminal; null where the app was opened as an app. */
export function typedCommand(given: readonly string[]): string[] | null {
  const [, ...all] = given;
  const first = all.findIndex((argument) => argument === MARK || !argument.startsWith('--'));
  return all[first] === MARK ? all.slice(first + 1) : null;
}

/** Runs one command line without a window, and ends the app with its code. */
export async function runInTerminal(
  app: TerminalApp,
  typed: readonly string[],
  at?: Terminal,
): Promise<void> {
  app.dock?.hide();
  const [{ runCli }, { processTerminal }, { startEnginesBy }] = await Promise.all([
    import('../cli/program.ts'),
    import('../cli/terminal.ts'),
    import('../rpc/connect.ts'),
  ]);
  const undo = startEnginesBy(() => Promise.resolve(notOpen()));
  try {
    app.exit(await runCli(typed, at ?? processTerminal()));
  } finally {
    undo();
  }
}

/** Electron's binary runs nothing but the app: an engine of its own would need another program. */
function notOpen(): InklingError {
  return new InklingError('INKLING_NOT_OPEN', {
    cause: 'Inkling is not open, and its terminal asks the open one.',
    remedy: 'Open Inkling, then type the command again.',
  });
}
