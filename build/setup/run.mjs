import { resolve } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { returnToCaller, ROOT, runTypeScript } from './program.mjs';
import { runScript, SetupError } from './setup-error.mjs';

/** node build/setup/run.mjs FILE.ts ARGS…: a file of the clone under the right Node, where the person typed. */
await runScript(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new SetupError('name the TypeScript file to run.');
  const fresh = await ensureInstalled(ROOT);
  returnToCaller();
  return runTypeScript(resolve(ROOT, file), args, { fresh });
});
