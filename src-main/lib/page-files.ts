import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import { InklingError } from './errors.ts';

export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** URL path → file. What is not in it does not exist, so no path can lead elsewhere. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Reads the built page into memory (a few hundred KB), once.
 * @throws InklingError PAGE_MISSING
 */
export async function readPage(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map(await Promise.all(paths.map((path) => readPageFile(folder, path))));
  const index = files.get('/index.html');
  if (!index) throw pageMissing();
  return files.set('/', index);
}

async function readPageFile(folder: string, path: string): Promise<readonly [string, PageFile]> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return [`/${relative(folder, path).split(sep).join('/')}`, { type, bytes: await readFile(path) }];
}

function pageMissing(): InklingError {
  return new InklingError('PAGE_MISSING', {
    cause: 'The page has not been built.',
    remedy:
      'Install Inkling anew; in a clone of its source, run `npm run build` or start it with `npm start`.',
  });
}
