import { join } from 'node:path';

import { toolScript } from '../setup/checks.mjs';
import { run } from '../setup/child.mjs';
import { collectLicences } from '../setup/licences.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/** Compiles main, preload and page into out/, and the list of licences that the page shows. */
export async function buildShell(root: string): Promise<void> {
  const tool = toolScript(root, { tool: 'electron-vite' });
  const args = [tool, 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'];
  const code = await run(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new SetupError(`electron-vite ended with ${code}; its own words stand above.`);
  collectLicences(root, join(root, 'out', 'licences.json'));
}
