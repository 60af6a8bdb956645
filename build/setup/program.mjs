import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { run } from './child.mjs';
import { chooseNode, runsTypeScript } from './node-runtime.mjs';

/** The clone's own folder, wherever the command was typed. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const CLI = join(ROOT, 'src-main', 'cli', 'index.ts');

/**
 * Runs one of our TypeScript files: in this process where it can, since that is quicker and leaves signals alone, else
 * under the Node that can. `fresh` forbids this process, whose own Node may just have been replaced.
 */
export async function runTypeScript(file, args, { fresh = false } = {}) {
  if (!fresh && runsTypeScript(process.version)) {
    process.argv = [process.execPath, file, ...args];
    await import(pathToFileURL(file).href);
    return process.exitCode;
  }
  return run(chooseNode(ROOT), [file, ...args]);
}

/** npm runs scripts in the clone's folder: go back to where the person typed, so that `.` means what it says there. */
export function returnToCaller(environment = process.env) {
  const typedIn = environment['INIT_CWD'];
  if (typedIn && existsSync(typedIn)) process.chdir(typedIn);
}
