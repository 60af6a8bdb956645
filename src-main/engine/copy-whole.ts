import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { chmod, copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { InklingError } from '../lib/errors.ts';
import { isLibraryFile } from './erasing.ts';

/** What SQLite makes anew. */
const SHARED_MEMORY = /-shm$/;

/**
 * Copies what a closed library is made of, each file read again and compared.
 * @throws InklingError COPY_DIFFERS, or what the system says of a file
 */
export async function copyWhole(from: string, to: string): Promise<void> {
  for (const path of libraryPaths(from)) {
    const copy = join(to, relative(from, path));
    await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
    await copyFile(path, copy);
    await chmod(copy, 0o600);
    await sync(copy);
    if ((await digest(path)) !== (await digest(copy))) throw differs(relative(from, path));
  }
}

/** Every file of a library, those of its models too; logs, locks and addresses stay behind. */
function libraryPaths(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !SHARED_MEMORY.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => isLibraryFile(relative(folder, path)));
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function differs(name: string): InklingError {
  return new InklingError('COPY_DIFFERS', {
    cause: `The copy of ${name} is not what was copied: the disk or drive may be failing.`,
    remedy: 'Have it checked, or choose a folder on another one.',
  });
}
