import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';

import { packageRoot } from '../../../src-main/lib/entry.ts';
import { realLibrary } from '../../helpers/real-library.ts';
import { reachOutside } from './reach-outside.ts';

/** Another start of the program ends as soon as it has told the first one what it was given. */
const SECOND_START = 30_000;

/** The running program, its large window's page, and the folder it may read. */
export interface Program extends AsyncDisposable {
  /** Electron's own side; null where the program is packaged and lets nobody in. */
  readonly app: ElectronApplication | null;
  readonly page: Page;
  readonly pages: () => readonly Page[];
  readonly papers: string;
  readonly library: string;
  /** Starts it once more; answers what that one printed. */
  readonly startAgain: (given: readonly string[], environment?: NodeJS.ProcessEnv) => Promise<string>;
  /** Begins its end; null where nothing outside can ask for one. */
  readonly quit: (() => Promise<unknown>) | null;
  /** What the packaged one has printed. */
  readonly printed: () => string;
}

type Reached = Pick<Program, 'app' | 'page' | 'pages' | 'quit' | 'printed'> & AsyncDisposable;

/** On a library and with data of its own, both gone afterwards. */
export async function launchProgram(executable: string, isPackaged: boolean): Promise<Program> {
  const made = await realLibrary();
  await mkdir(made.library, { recursive: true });
  const data = join(made.library, 'program');
  const environment = { ...process.env, INKLING_LIBRARY: made.library };
  const reached = await (isPackaged
    ? reachPackaged(executable, data, environment)
    : launchHere(executable, data, environment));
  const own = isPackaged ? [] : [packageRoot()];
  return {
    ...reached,
    papers: made.papers,
    library: made.library,
    startAgain: (given, more = {}) =>
      printedBy(executable, [...own, ...given, `--user-data-dir=${data}`], { ...environment, ...more }),
    async [Symbol.asyncDispose]() {
      await reached[Symbol.asyncDispose]();
      await made[Symbol.asyncDispose]();
    },
  };
}

async function launchHere(
  executablePath: string,
  data: string,
  environment: NodeJS.ProcessEnv,
): Promise<Reached> {
  const args = [packageRoot(), `--user-data-dir=${data}`];
  const env = environment as Record<string, string>;
  const app = await _electron.launch({ executablePath, args, env });
  return {
    app,
    page: await app.firstWindow(),
    pages: () => app.windows(),
    quit: () => app.evaluate(({ app: own }) => own.quit()),
    printed: () => '',
    [Symbol.asyncDispose]: () => app.close().catch(() => undefined),
  };
}

async function reachPackaged(
  executable: string,
  data: string,
  environment: NodeJS.ProcessEnv,
): Promise<Reached> {
  const { page, context, pid, printed, ...outside } = await reachOutside(executable, { data, environment });
  // Windows knows no signal that a program could heed.
  const quit = async (): Promise<unknown> => process.kill(pid, 'SIGTERM');
  return {
    app: null,
    page,
    pages: () => context.pages(),
    quit: process.platform === 'win32' ? null : quit,
    printed,
    [Symbol.asyncDispose]: outside[Symbol.asyncDispose],
  };
}

function printedBy(executable: string, given: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(executable, given, { env, timeout: SECOND_START }, (fault, out, told) => {
      if (fault?.killed === true) reject(new Error(`a second start does not end: ${out}${told}`));
      else resolve(`${out}${told}`);
    });
  });
}
