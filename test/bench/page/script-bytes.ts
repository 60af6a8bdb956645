import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import type { Row } from '../report.ts';

const ASSETS = fileURLToPath(new URL('../../../out/renderer/assets/', import.meta.url));

/** All script of the built page, as it would go over a wire. */
export async function scriptBytes(): Promise<Row> {
  const files = (await readdir(ASSETS)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(
    files.map(async (name) => gzipSync(await readFile(join(ASSETS, name))).length),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return {
    work: 'script of the page, gzipped',
    value: bytes / 1000,
    unit: 'kB',
    bound: { most: 250 },
    isQuality: true,
  };
}
