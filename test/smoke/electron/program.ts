import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';

import { packageRoot } from '../../../src-main/lib/entry.ts';
import { realLibrary } from '../../helpers/real-library.ts';

/** The running program, its large window's page, and the folder it may read. */
export interface Program extends AsyncDisposable {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly papers: string;
  readonly library: string;
}

/** On a library and with data of its own, both gone afterwards. */
export async function launchProgram(executablePath: string, isPackaged: boolean): Promise<Program> {
  const made = await realLibrary();
  await mkdir(made.library, { recursive: true });
  const data = join(made.library, 'program');
  const own = isPackaged ? [] : [packageRoot()];
  const env = { ...process.env, INKLING_LIBRARY: made.library } as Record<string, string>;
  const app = await _electron.launch({ executablePath, args: [...own, `--user-data-dir=${data}`], env });
  const page = await app.firstWindow();
  const dispose = async (): Promise<void> => {
    await app.close().catch(() => undefined);
    await made[Symbol.asyncDispose]();
  };
  return { app, page, papers: made.papers, library: made.library, [Symbol.asyncDispose]: dispose };
}
