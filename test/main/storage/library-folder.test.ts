import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { libraryBytes, prepareLibraryFolder } from '../../../src-main/storage/library-folder.ts';
import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { lockLibrary } from '../../../src-main/storage/lock.ts';
import { openPersonDatabase } from '../../../src-main/storage/person-database.ts';
import { writerOptions } from '../../helpers/stored-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const mode = (path: string): number => statSync(path).mode & 0o777;

// Windows has no such modes; its app-data folder is the person's alone.
test.runIf(process.platform !== 'win32')(
  'the folder of a library and its files are closed to others',
  async () => {
    await using folder = await temporaryFolder();
    const library = join(folder.path, 'deep', 'library');
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, 'person.db'), '');
    chmodSync(join(library, 'person.db'), 0o644);
    chmodSync(library, 0o755);
    prepareLibraryFolder(library);
    expect(mode(library)).toBe(0o700);
    expect(mode(join(library, 'person.db'))).toBe(0o600);
  },
);

test.runIf(process.platform !== 'win32')(
  'files made in a library are closed to others from the start',
  async () => {
    await using folder = await temporaryFolder();
    const files = prepareLibraryFolder(join(folder.path, 'library'));
    const lock = lockLibrary(files.lock);
    const person = openPersonDatabase(files.person);
    const writer = new LibraryWriter(writerOptions(files.index));
    const made = readdirSync(files.folder);
    expect(made).toEqual(expect.arrayContaining(['index.db', 'index.db-wal', 'library.lock', 'person.db']));
    prepareLibraryFolder(files.folder);
    for (const name of made) expect(mode(join(files.folder, name)), name).toBe(0o600);
    writer.close();
    person.close();
    lock.release();
  },
);

test('a folder that cannot be used is refused with a remedy', async () => {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, 'file'), '');
  expect(() => prepareLibraryFolder(join(folder.path, 'file', 'library'))).toThrow(
    expect.objectContaining({ code: 'LIBRARY_UNWRITABLE', remedy: expect.stringContaining('--library') }),
  );
});

test('the bytes of a library are those of all its files, imported models aside', async () => {
  await using folder = await temporaryFolder();
  mkdirSync(join(folder.path, 'models', 'bge'), { recursive: true });
  writeFileSync(join(folder.path, 'index.db'), 'x'.repeat(100));
  writeFileSync(join(folder.path, 'models.db'), 'x'.repeat(7));
  writeFileSync(join(folder.path, 'models', 'bge', 'model.onnx'), 'x'.repeat(11));
  expect(libraryBytes(folder.path)).toBe(107);
});

test('a library has one lock, free again once it is released', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'library.lock');
  const first = lockLibrary(file);
  expect(() => lockLibrary(file)).toThrow(expect.objectContaining({ code: 'LIBRARY_IN_USE' }));
  first.release();
  const second = lockLibrary(file);
  expect(() => lockLibrary(file)).toThrow(expect.objectContaining({ code: 'LIBRARY_IN_USE' }));
  second.release();
});

// The folder can be entered, and nothing can be made in it.
test.runIf(process.platform === 'linux')('a folder that cannot be made is refused at once', () => {
  expect(() => prepareLibraryFolder('/proc/inkling/library')).toThrow(
    expect.objectContaining({ code: 'LIBRARY_UNWRITABLE' }),
  );
});
