import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { SetupError } from './setup-error.mjs';

/** From here on Node runs TypeScript unasked, in children too; the 23 line learned it at 23.6. */
const RUNS_TYPESCRIPT_SINCE = { 22: 18, 23: 6 };

/** True for a Node that runs our TypeScript and has the Node-API that the database needs. */
export function runsTypeScript(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  if (major >= 24) return true;
  const since = RUNS_TYPESCRIPT_SINCE[major];
  return since !== undefined && minor >= since;
}

/** Where the platform package keeps its Node, whether it is installed or not. */
export function platformNodePath(root, platform, architecture) {
  const windows = platform === 'win32';
  const name = `node-${windows ? 'win' : platform}-${architecture}`;
  return join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
}

/**
 * The Node that runs Inkling: the platform package's, else the running one where it is new enough.
 * @param {string} root
 * @param {{ platform: string, arch: string, version: string, execPath: string }} running
 * @param {(path: string) => boolean} exists
 */
export function chooseNode(root, running = process, exists = existsSync) {
  const path = platformNodePath(root, running.platform, running.arch);
  if (exists(path)) return path;
  if (runsTypeScript(running.version)) return running.execPath;
  throw new SetupError(
    `Inkling needs Node 22.18 or newer: this is ${running.version}, and no package brings Node 24 for ` +
      `${running.platform} ${running.arch} (was it installed with --omit=optional?); install Node 24 and try again.`,
  );
}
