import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../lib/entry.ts';

/** The version of this program; host and engine must have the same. */
export function readVersion(): string {
  return parseVersion(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
}

/** Without zod, which takes longer to load than `--version` to answer. */
function parseVersion(text: string): string {
  const { version } = JSON.parse(text) as { readonly version?: unknown };
  if (typeof version === 'string') return version;
  throw new Error('package.json names no version');
}
