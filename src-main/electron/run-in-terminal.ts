import type { Terminal } from '../cli/terminal.ts';
import type { EngineAround } from './utility-engine.ts';

/** What of Electron a command line needs. */
export interface TerminalElectron extends EngineAround {
  readonly app: {
    exit(code: number): void;
    whenReady(): Promise<void>;
    /** A Mac alone has one. */
    readonly dock?: { hide(): void } | undefined;
  };
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
  electron: TerminalElectron,
  typed: readonly string[],
  at?: Terminal,
): Promise<void> {
  const { app } = electron;
  app.dock?.hide();
  app.exit(await runHere(electron, typed, at));
}

/** An engine that no window has started lives as long as the command, in a process of this program. */
async function runHere(electron: TerminalElectron, typed: readonly string[], at?: Terminal): Promise<number> {
  const [{ runCli }, { processTerminal }, { startEnginesBy }, { CommandEngines }] = await Promise.all([
    import('../cli/program.ts'),
    import('../cli/terminal.ts'),
    import('../rpc/connect.ts'),
    import('./utility-engine.ts'),
  ]);
  await using engines = new CommandEngines(electron, () => electron.app.whenReady());
  const undo = startEnginesBy(engines.start);
  try {
    return await runCli(typed, at ?? processTerminal());
  } finally {
    undo();
  }
}
