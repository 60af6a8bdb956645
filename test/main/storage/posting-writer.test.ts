import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  openForReading,
  openForWriting,
  type WriteConnection,
} from '../../../src-main/storage/connection.ts';
import { digestIndex } from '../../../src-main/storage/digest.ts';
import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { migrate } from '../../../src-main/storage/migrate.ts';
import { indexMigrations } from '../../../src-main/storage/migrations/index-database.ts';
import { passagesHolding, readCollection } from '../../../src-main/storage/postings.ts';
import { TextWriter } from '../../../src-main/storage/text-blocks.ts';
import { contentOf, LIGHT_MODEL, storedLibrary, writerOptions } from '../../helpers/stored-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const DIGESTED = { rootPath: String, lightModel: LIGHT_MODEL };

/** The last version whose postings began with the head. */
const HEAD_FIRST = 3;
/** More than is posted at once. */
const LONG = 'honey '.repeat(170_000);

/** Two contents of one passage each, as a library of that version holds them. */
function fill(connection: WriteConnection): void {
  const texts = new TextWriter(connection);
  ['bees in winter', LONG, LONG].forEach((text, index) => {
    const id = index + 1;
    connection.exec(
      `INSERT INTO documents (root, path, size, modified, state, content, seen) VALUES (1, '${id}', 1, 1, 'indexed', ${id}, 1);
       INSERT INTO contents (id, hash, format, title, length, data_like, first_passage, passages)
       VALUES (${id}, x'0${id}', 'text', 'Title', ${text.length}, 0, ${id}, 1);
       INSERT INTO passages (id, start, length, heading, hash) VALUES (${id}, 0, ${text.length}, 'Head', x'0${id}');
       INSERT INTO postings (rowid, head, body) VALUES (${id}, 'Title Head', '${text}');`,
    );
    texts.append(id, text);
  });
  texts.flush();
}

async function headFirstLibrary() {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'index.db');
  const connection = openForWriting(file, { durable: false });
  migrate(connection, indexMigrations.slice(0, HEAD_FIRST));
  fill(connection);
  connection.close();
  return { file, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe('a library whose postings began with the head', () => {
  it('is posted anew batch by batch, in whatever order it is stopped and opened', async () => {
    await using library = await headFirstLibrary();
    const first = new LibraryWriter(writerOptions(library.file));
    expect(first.repost()).toBe(1);
    first.close();
    const second = new LibraryWriter(writerOptions(library.file));
    expect([second.repost(), second.repost()]).toEqual([0, 0]);
    const reader = openForReading(library.file);
    const found = ['bee', 'body: honey', 'head: head', 'head: honey', '"title head"'].map((expression) =>
      passagesHolding(reader, expression, -1),
    );
    expect(found).toEqual([[1], [2, 3], [1, 2, 3], [], [1, 2, 3]]);
    expect(readCollection(reader).passages).toBe(3);
    reader.close();
    second.close();
  });

  it('does not post what leaves meanwhile, though its number goes to another', async () => {
    await using library = await headFirstLibrary();
    const writer = new LibraryWriter(writerOptions(library.file));
    writer.forget({ root: 1 });
    const look = writer.beginLook({ root: 1 });
    const files = [{ path: 'new', size: 1, modified: 1 }];
    writer.see({ root: 1, look, files, exclusions: [], problems: [], retry: false });
    writer.store({ outcomes: [{ document: 1, content: contentOf(['wasps']) }] });
    expect(writer.repost()).toBe(0);
    const reader = openForReading(library.file);
    expect(readCollection(reader).passages).toBe(1);
    expect(passagesHolding(reader, 'wasp', -1)).toHaveLength(1);
    reader.close();
    writer.close();
  });
});

it('posts from stored text what was posted from the file', async () => {
  await using library = await storedLibrary();
  library.add(
    'a',
    contentOf(['Häuser am See', 'zwei\u00a0Wörter'], { title: 'Titel', heading: 'Kapitel > Teil' }),
  );
  library.add('b', contentOf(['no title'], { heading: 'Alone' }));
  const digest = (connection = library.connection) => digestIndex(connection, DIGESTED);
  const before = digest();
  library.connection.exec(
    `DELETE FROM postings; INSERT INTO unposted SELECT id FROM contents WHERE passages > 0`,
  );
  expect(digest()).not.toBe(before);
  const writer = new LibraryWriter(writerOptions(library.file));
  expect(writer.repost()).toBe(0);
  writer.close();
  const reader = openForReading(library.file);
  expect(digestIndex(reader, DIGESTED)).toBe(before);
  reader.close();
});
