import { join } from 'node:path';

import { toolScript } from '../setup/checks.mjs';
import { run } from '../setup/child.mjs';
import { collectLicences } from '../setup/licences.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { hashSources, isStale, writeStamp } from '../setup/staleness.mjs';

/** What main and preload are made of. */
const PROGRAM_SOURCES = ['src-main', 'electron.config.ts', 'package-lock.json'];

/** Compiles main, preload and page into out/, and the list of licences that the page shows. */
export async function buildShell(root: string): Promise<void> {
  await buildBy(root, 'electron.config.ts');
  collectLicences(root, join(root, 'out', 'licences.json'));
}

/** Main and preload alone, where their sources changed; answers the file that Electron would start. */
export async function ensureProgramBuilt(root: string): Promise<string> {
  const main = join(root, 'out', 'main', 'electron', 'main.js');
  const stamp = join(root, 'out', 'program.stamp');
  const hash = hashSources(root, PROGRAM_SOURCES);
  if (isStale(main, stamp, hash)) {
    await buildBy(root, 'build/package/program.config.ts');
    writeStamp(stamp, hash);
  }
  return main;
}

async function buildBy(root: string, config: string): Promise<void> {
  const tool = toolScript(root, { tool: 'electron-vite' });
  const args = [tool, 'build', '--config', config, '--ignoreConfigWarning', '--logLevel', 'warn'];
  const code = await run(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new SetupError(`electron-vite ended with ${code}; its own words stand above.`);
}
