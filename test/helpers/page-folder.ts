import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryFolder } from './temporary-folder.ts';

/** A built page in small, beside a file that is none of its own. */
export async function pageFolder() {
  const folder = await temporaryFolder();
  const page = join(folder.path, 'renderer');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(folder.path, 'secret.txt'), 'not for the page');
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Inkling</title>');
  await writeFile(join(page, 'assets', 'page-abc.js'), 'export {};');
  return { page, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
