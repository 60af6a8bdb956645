import { resolve } from 'node:path';

import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { ensurePageBuilt } from './page.mjs';
import { returnToCaller, ROOT, runTypeScript } from './program.mjs';
import { runScript, SetupError } from './setup-error.mjs';

const BROWSER = '--in-browser';

/**
 * node build/setup/run.mjs [--in-browser] FILE.ts ARGS…: a file of the clone under the right Node, where the person typed;
 * one that drives a browser is told which, and finds the page built.
 */
await runScript(async () => {
  const drives = process.argv[2] === BROWSER;
  const [file, ...args] = process.argv.slice(drives ? 3 : 2);
  if (!file) throw new SetupError('name the TypeScript file to run.');
  const fresh = await ensureInstalled(ROOT);
  if (drives) {
    await ensurePageBuilt(ROOT, chooseNode(ROOT));
    process.env['INKLING_BROWSER'] = await ensureBrowser(ROOT, process.execPath);
  }
  returnToCaller();
  return runTypeScript(resolve(ROOT, file), args, { fresh });
});
