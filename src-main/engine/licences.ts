import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Licence } from '../contract/index.ts';
import { packageRoot } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';

/** Collected when the page is built. */
const FILE = join('out', 'licences.json');

/** @throws InklingError LICENCES_MISSING */
export async function readLicences(): Promise<Licence[]> {
  try {
    return parseLicences(await readFile(join(packageRoot(), FILE), 'utf8'));
  } catch {
    throw new InklingError('LICENCES_MISSING', {
      cause: 'The list of licences was not made yet.',
      remedy: 'Build the page: npm run build.',
    });
  }
}

/** Parsed JSON enters here: our own build wrote it. */
function parseLicences(text: string): Licence[] {
  return JSON.parse(text) as Licence[];
}
