import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { run } from './child.mjs';
import { chooseNode, runsTypeScript } from './node-runtime.mjs';

/** The clone's own folder, wherever the command was typed. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const CLI = join(ROOT, 'src-main', 'cli', 'index.ts');

/** Where Node keeps what it compiled of the program: a command answers in half the time. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'compile');

/** Two signals within this time are one: npm passes on the Ctrl-C that the terminal gave the whole group. */
const ECHO_MILLISECONDS = 1000;

/** Without it the echo would count as the second Ctrl-C, which ends a program at once. */
function swallowEchoes() {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    const listener = () => setTimeout(() => process.off(signal, listener), ECHO_MILLISECONDS).unref();
    process.on(signal, listener);
  }
}

/**
 * Runs one of our TypeScript files in this process, or this whole script again under a Node that can. `fresh` forbids
 * this process, whose own Node may just have been replaced.
 */
export async function runTypeScript(file, args, { fresh = false } = {}) {
  if (fresh || !runsTypeScript(process.version)) return run(chooseNode(ROOT), process.argv.slice(1));
  swallowEchoes();
  nodeModule.enableCompileCache(COMPILED);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
  return process.exitCode;
}

/** npm runs scripts in the clone's folder: go back to where the person typed, so that `.` means what it says there. */
export function returnToCaller(environment = process.env) {
  const typedIn = environment['INIT_CWD'];
  if (typedIn && existsSync(typedIn)) process.chdir(typedIn);
}
