import { join } from 'node:path';

import { run } from './child.mjs';
import { collectLicences } from './licences.mjs';
import { SetupError } from './setup-error.mjs';
import { hashSources, isStale, PAGE_SOURCES, writeStamp } from './staleness.mjs';

/** Builds the page into out/renderer, and the list of licences beside it, where its sources changed; resolves to whether it had to. */
export async function ensurePageBuilt(root, node) {
  const stamp = join(root, 'out', 'renderer.stamp');
  const hash = hashSources(root, PAGE_SOURCES);
  if (!isStale(join(root, 'out', 'renderer', 'index.html'), stamp, hash)) return false;
  console.error('inkling: building the page …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'vite.config.ts', '--logLevel', 'warn'];
  const code = await run(node, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new SetupError(`the page could not be built (vite ended with ${code}; see above).`);
  collectLicences(root);
  writeStamp(stamp, hash);
  return true;
}
