import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { IndexingWriter } from '../../../src-main/indexing/indexer-options.ts';
import { Indexer } from '../../../src-main/indexing/indexer.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { isMarkedDamaged, tellDamage } from '../../../src-main/storage/damage.ts';
import { digestIndex } from '../../../src-main/storage/digest.ts';
import { prepareLibraryFolder } from '../../../src-main/storage/library-folder.ts';
import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { lockLibrary } from '../../../src-main/storage/lock.ts';
import { PersonCopies } from '../../../src-main/storage/person-copies.ts';
import { openPersonDatabase } from '../../../src-main/storage/person-database.ts';
import { PersonStore } from '../../../src-main/storage/person.ts';
import { seededRandom } from '../../helpers/random.ts';
import { MAY_MOUNT, SmallDisk } from '../../helpers/small-disk.ts';
import { contentOf, writerOptions } from '../../helpers/stored-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const FILES = 700;

/** Words that pack badly, so that a small disk is full soon. */
function textOf(path: string): string {
  const random = seededRandom(Number(path.slice(path.lastIndexOf('f') + 1)));
  return Array.from({ length: 250 }, () => random().toString(36).slice(2, 9)).join(' ');
}

/** Reading as the engine does, the writer in this thread. */
function reading(file: string): { writer: LibraryWriter; indexer: Indexer; digest: () => string } {
  const writer = new LibraryWriter(writerOptions(file));
  const calls = new Proxy({} as IndexingWriter, {
    get: (_, name: keyof IndexingWriter) => async (argument: never) => {
      try {
        return writer[name](argument);
      } catch (thrown) {
        throw tellDamage(thrown, file);
      }
    },
  });
  const indexer = new Indexer({
    writer: calls,
    extract: (path) => Promise.resolve({ content: contentOf([textOf(path)]), parts: [] }),
    capacity: 4,
    paused: () => [],
    onRead: () => undefined,
    rootPath: () => '/root',
    library: '/library',
    onChange: () => undefined,
    requireRoom: () => undefined,
  });
  const digest = (): string => {
    const connection = openForReading(file);
    try {
      return digestIndex(connection, { rootPath: () => '/root', lightModel: 1 });
    } finally {
      connection.close();
    }
  };
  return { writer, indexer, digest };
}

function see(writer: LibraryWriter, count: number = FILES): void {
  const look = writer.beginLook({ root: 1 });
  const files = Array.from({ length: count }, (_, at) => ({ path: `f${at}`, size: 1, modified: 1 }));
  writer.see({ root: 1, look, files, exclusions: [], problems: [], retry: false });
  writer.endLook({ root: 1, look });
}

function indexedIn(file: string): number {
  const connection = openForReading(file);
  try {
    const sql = `SELECT count(*) AS count FROM documents WHERE state = 'indexed'`;
    return connection.prepare<[], { count: number }>(sql).get()?.count ?? 0;
  } finally {
    connection.close();
  }
}

const REASON = MAY_MOUNT ? '' : ' (left out: only root may mount a small disk)';

describe.runIf(MAY_MOUNT)(`a disk that is full${REASON}`, () => {
  it('ends reading with DISK_FULL, keeps what was stored, and the rest follows once there is room', async () => {
    await using folder = await temporaryFolder();
    using disk = new SmallDisk(join(folder.path, 'disk'), 3);
    const file = join(disk.folder, 'index.db');
    const small = reading(file);
    see(small.writer, 50);
    await small.indexer.read();
    see(small.writer);
    await small.indexer.read();
    expect(small.indexer.failure).toMatchObject({ code: 'DISK_FULL' });
    expect(isMarkedDamaged(file)).toBe(false);
    const stored = indexedIn(file);
    expect(stored).toBeGreaterThanOrEqual(50);
    expect(stored).toBeLessThan(FILES);
    disk.resize(200);
    await small.indexer.read();
    expect(small.indexer.failure).toBeNull();
    const undisturbed = reading(join(folder.path, 'index.db'));
    see(undisturbed.writer);
    await undisturbed.indexer.read();
    expect(indexedIn(file)).toBe(FILES);
    expect(small.digest()).toBe(undisturbed.digest());
    small.writer.close();
    undisturbed.writer.close();
  });

  it('is read from all the same, by a reader that comes only then', async () => {
    await using folder = await temporaryFolder();
    using disk = new SmallDisk(join(folder.path, 'disk'), 40);
    const file = join(disk.folder, 'index.db');
    const { writer, indexer, digest } = reading(file);
    see(writer);
    await indexer.read();
    const before = digest();
    disk.fill();
    expect(digest()).toBe(before);
    writer.close();
    expect(digest()).toBe(before);
  });

  it('refuses a change of what the person made in words, and keeps what was there with its copies', async () => {
    await using folder = await temporaryFolder();
    using disk = new SmallDisk(join(folder.path, 'disk'), 4);
    const file = join(disk.folder, 'person.db');
    const person = new PersonStore(openPersonDatabase(file), new PersonCopies(file));
    person.addRoot('/papers');
    disk.fill();
    const add = (): unknown => {
      for (let at = 0; at < 5_000; at += 1) person.addRoot(`/papers/${'x'.repeat(500)}-${at}`);
      return undefined;
    };
    expect(add).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
    const roots = person.roots().length;
    expect(roots).toBeGreaterThan(0);
    person.close();
    disk.empty();
    const again = new PersonStore(openPersonDatabase(file), new PersonCopies(file));
    expect(again.roots()).toHaveLength(roots);
    expect(again.check()).toBe('ok');
    again.addRoot('/more');
    again.close();
    expect(again.copyFailure).toBeNull();
    expect(readdirSync(disk.folder).filter((name) => name.includes('.copy-'))).toHaveLength(1);
  });

  it('is told at the start of a library, and so is one that may only be read', async () => {
    await using folder = await temporaryFolder();
    using disk = new SmallDisk(join(folder.path, 'disk'), 1);
    const { person, lock } = prepareLibraryFolder(disk.folder);
    disk.fill();
    const open = (): unknown => openPersonDatabase(person);
    expect(open).toThrow(InklingError);
    disk.empty();
    disk.readOnly();
    const refused = expect.objectContaining({
      code: 'LIBRARY_UNWRITABLE',
      remedy: expect.stringContaining('--library'),
    });
    expect(() => prepareLibraryFolder(disk.folder)).toThrow(refused);
    expect(() => prepareLibraryFolder(join(disk.folder, 'deeper'))).toThrow(refused);
    expect(() => lockLibrary(lock)).toThrow(refused);
  });
});
