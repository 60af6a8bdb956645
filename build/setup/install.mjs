import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './child.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * True where node_modules holds what the lockfile asks for. npm keeps its own record of an install in
 * node_modules/.package-lock.json, written last: an interrupted install has none. Optional packages may be missing,
 * since most of them are for other platforms.
 */
export function isInstalled(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const right = wanted.every(([path, entry]) => {
    const present = installed.packages[path];
    return present ? present.version === entry.version : entry.optional === true;
  });
  return right && Object.keys(installed.packages).every((path) => lock.packages[path]);
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Its warnings are for those who choose the packages: that some want a newer Node is taken care of. */
const ARGUMENTS = ['ci', '--loglevel=error'];

/** npm by the script that runs us where npm does, since Windows cannot spawn `npm` without a shell. */
export function npmCommand(environment, npmArguments) {
  const script = environment['npm_execpath'];
  if (script?.endsWith('.js')) {
    // Not our own Node where it lies in node_modules: `npm ci` empties that folder first.
    return { command: environment['npm_node_execpath'] ?? process.execPath, args: [script, ...npmArguments] };
  }
  return { command: 'npm', args: npmArguments, shell: process.platform === 'win32' };
}

/** Installs where something is missing; resolves to whether it had to. */
export async function ensureInstalled(root) {
  const lock = readJson(join(root, 'package-lock.json'));
  if (!lock) throw new SetupError('package-lock.json is missing: this clone is not whole; clone again.');
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  if (installed && isInstalled(lock, installed)) return false;
  console.error('inkling: installing packages (npm ci) …');
  const { command, args, shell = false } = npmCommand(process.env, ARGUMENTS);
  const code = await run(command, args, { cwd: root, shell }).catch((error) => {
    throw new SetupError(`npm could not be started (${error.message}); install npm 11 or newer.`);
  });
  if (code !== 0) {
    throw new SetupError(
      `\`npm ci\` failed with code ${code}, and its own words stand above; mend what they name ` +
        '(often the network or a full disk), then run the same command again.',
    );
  }
  return true;
}
