import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CODE_BYTES } from '../../../src-main/storage/content.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { IndexWriter } from '../../../src-main/storage/index-writer.ts';
import { LibraryReader } from '../../../src-main/storage/library-reader.ts';
import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { keepVectors } from '../../../src-main/storage/vectors.ts';
import { contentOf, digestOf, storedLibrary, writerOptions } from '../../helpers/stored-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const TABLES = ['contents', 'passages', 'text_blocks', 'text_pieces', 'vectors'];

describe('a stored batch', () => {
  it('stands with text, postings, codes and state', async () => {
    await using library = await storedLibrary();
    const made = contentOf(['the bees', 'the honey'], { title: 'Hives', heading: 'Winter' });
    const document = library.add('hives.md', made);
    expect(library.one(`SELECT state FROM documents WHERE id = ${document}`)).toBe('indexed');
    expect(library.texts.read(1, 0, 999)).toBe('the bees\n\nthe honey');
    expect(library.one(`SELECT group_concat(rowid) FROM postings WHERE postings MATCH 'honey'`)).toBe('2');
    expect(library.one(`SELECT group_concat(rowid) FROM postings WHERE postings MATCH 'head: winter'`)).toBe(
      '1,2',
    );
    expect(library.resident.codes.subarray(2 * CODE_BYTES, 3 * CODE_BYTES)).toEqual(
      digestOf('the honey', CODE_BYTES),
    );
    expect([...library.resident.live.subarray(0, 4)]).toEqual([0, 1, 1, 0]);
  });

  it('leaves nothing of a file that was forgotten while it was read', async () => {
    await using library = await storedLibrary();
    const document = library.see('hives.md');
    library.documents.forget(1);
    library.index.store([{ document, content: contentOf(['the bees']) }]);
    for (const table of TABLES) expect(library.one(`SELECT count(*) FROM ${table}`), table).toBe(0);
  });

  it('leaves nothing where one of its outcomes fails, and the next batch is not touched by it', async () => {
    await using library = await storedLibrary();
    const good = { document: library.see('a'), content: contentOf(['planted words']) };
    const sound = contentOf(['broken']);
    // Fails once the content and its text stand in the transaction.
    const starts = new Proxy(sound.passages.starts, {
      get: (target, name) => (name === 'forEach' ? thrower : Reflect.get(target, name, target)),
    });
    const bad = {
      document: library.see('b'),
      content: { ...sound, passages: { ...sound.passages, starts } },
    };
    expect(() => {
      library.index.store([good, bad]);
    }).toThrow('planned');
    for (const table of [...TABLES, 'code_pages'])
      expect(library.one(`SELECT count(*) FROM ${table}`), table).toBe(0);
    expect(library.one(`SELECT count(*) FROM documents WHERE state = 'waiting'`)).toBe(2);
    expect(library.resident.live.includes(1)).toBe(false);

    library.add('c', ['other words']);
    expect(library.texts.read(1, 0, 99)).toBe('other words');
    expect(library.one('SELECT sum(length) FROM text_pieces')).toBe('other words'.length);
  });

  it('gives no id a second time, for FTS5 keeps the postings of what left', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one', 'two']);
    library.drop('a');
    library.index.sweep();
    const { connection, resident, heavy } = library;
    const next = new IndexWriter({ connection, lightModel: 1, resident, heavy });
    next.store([{ document: library.see('b'), content: contentOf(['three']) }]);
    expect(library.one('SELECT max(id) FROM passages')).toBe(3);
  });

  it('shares one content among copies, and tells formats apart', async () => {
    await using library = await storedLibrary();
    const content = contentOf(['same']);
    library.index.store(['a', 'b'].map((path) => ({ document: library.see(path), content })));
    library.add('c', content);
    expect(library.one('SELECT count(*) FROM contents')).toBe(1);
    expect(library.one('SELECT count(DISTINCT content) FROM documents')).toBe(1);
    library.add('d', contentOf(['same'], { format: 'markdown' }));
    expect(library.one('SELECT count(*) FROM contents')).toBe(2);
  });

  it('names why a file is in part or not at all there', async () => {
    await using library = await storedLibrary();
    const shortfall = { code: 'PAGES_WITHOUT_TEXT', cause: 'Pages 2 to 9 are pictures.' };
    library.add('part.pdf', contentOf(['first page'], { shortfall }));
    library.index.store([{ document: library.see('none.pdf'), code: 'PDF_BROKEN', cause: 'No trailer.' }]);
    const rows = library.connection
      .prepare('SELECT path, state, code, content FROM documents ORDER BY path')
      .all();
    expect(rows).toEqual([
      { path: 'none.pdf', state: 'listed', code: 'PDF_BROKEN', content: null },
      { path: 'part.pdf', state: 'partial', code: shortfall.code, content: 1 },
    ]);
  });

  it('is refused whole where there is no place left for its passages', async () => {
    await using library = await storedLibrary();
    const { connection, resident, heavy } = library;
    connection.exec('UPDATE passage_ids SET next = 4194303');
    const index = new IndexWriter({ connection, lightModel: library.lightModel, resident, heavy });
    const [one, two] = [library.see('a'), library.see('b')];
    expect(() => {
      index.store([{ document: one, content: contentOf(['one', 'two']) }]);
    }).toThrow(expect.objectContaining({ code: 'LIBRARY_FULL' }));
    expect(library.one('SELECT count(*) FROM contents')).toBe(0);
    // A library that is full opens, so that something can be forgotten.
    expect(library.one('SELECT next FROM passage_ids')).toBe(4_194_303);
    const further = new IndexWriter({ connection, lightModel: library.lightModel, resident, heavy });
    further.store([{ document: two, content: contentOf(['three']) }]);
    expect(library.one('SELECT count(*) FROM contents')).toBe(1);
  });

  it('never gives a place twice while the engine runs', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one', 'two']);
    library.drop('a');
    library.index.sweep();
    library.add('b', ['three']);
    expect(library.one('SELECT id FROM passages')).toBe(3);
    const again = new IndexWriter(library);
    again.store([{ document: library.see('c'), content: contentOf(['four']) }]);
    expect(library.one('SELECT group_concat(id) FROM passages')).toBe('3,4');
  });
});

function thrower(): never {
  throw new Error('planned');
}

describe('a sweep', () => {
  it('takes out contents nobody has with all that hangs on them', async () => {
    await using library = await storedLibrary();
    library.add('kept', ['kept words', 'shared words']);
    for (const path of ['x', 'y', 'z']) library.add(path, [`lost words ${path}`, 'shared words']);
    const vectorOf = (text: string) => ({ hash: digestOf(text, 16), vector: new Int8Array(4).fill(1) });
    keepVectors(library.connection, 2, ['kept words', 'shared words', 'lost words x'].map(vectorOf));
    for (const path of ['x', 'y', 'z']) library.drop(path);

    expect(library.index.sweep()).toBe(3);
    expect(library.one('SELECT count(*) FROM contents')).toBe(1);
    expect(library.one('SELECT count(*) FROM passages')).toBe(2);
    expect(library.one(`SELECT count(*) FROM postings WHERE postings MATCH 'lost'`)).toBe(0);
    expect(library.one(`SELECT count(*) FROM postings WHERE postings MATCH 'shared'`)).toBe(1);
    expect(library.one('SELECT count(DISTINCT content) FROM text_pieces')).toBe(1);
    expect(library.texts.read(1, 0, 99)).toBe('kept words\n\nshared words');
    expect(library.one('SELECT count(*) FROM vectors')).toBe(2);
    expect([...library.resident.live.subarray(0, 9)]).toEqual([0, 1, 1, 0, 0, 0, 0, 0, 0]);
    const page = library.connection
      .prepare<[], { codes: Buffer }>('SELECT codes FROM code_pages')
      .get()?.codes;
    expect(page?.subarray(3 * CODE_BYTES).every((byte) => byte === 0)).toBe(true);
    expect(page?.subarray(CODE_BYTES, 2 * CODE_BYTES)).toEqual(
      Buffer.from(digestOf('kept words', CODE_BYTES)),
    );
  });

  it('leaves a content that a copy still has', async () => {
    await using library = await storedLibrary();
    library.add('a', ['words']);
    library.add('b', ['words']);
    library.drop('a');
    expect(library.index.sweep()).toBe(0);
    expect(library.texts.read(1, 0, 99)).toBe('words');
  });
});

/** A library written as the engine writes it, with the planted word in text, title, heading, name and folder. */
async function planted(others: number) {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'index.db');
  const writer = new LibraryWriter(writerOptions(file));
  const put = (root: number, path: string, content: ReturnType<typeof contentOf>): void => {
    const look = writer.beginLook({ root });
    const files = [{ path, size: 1, modified: 1 }];
    writer.see({ root, look, files, exclusions: [], problems: [], retry: false });
    const document = writer.waiting({ after: 0, limit: 9 }).at(-1)?.document ?? 0;
    writer.store({ outcomes: [{ document, content }] });
  };
  for (let other = 0; other < others; other += 1)
    put(1, `other${other}`, contentOf([`ordinary words ${other}`]));
  put(2, 'zanzibar/zanzibar.md', contentOf(['about zanzibar'], { title: 'Zanzibar', heading: 'Zanzibar' }));
  const dispose = async () => {
    writer.close();
    await folder[Symbol.asyncDispose]();
  };
  return { folder: folder.path, file, writer, [Symbol.asyncDispose]: dispose };
}

const holding = (folder: string, word: RegExp): string[] =>
  readdirSync(folder).filter((name) => word.test(readFileSync(join(folder, name), 'latin1')));

describe('a forgotten folder', () => {
  it.each([0, 1, 40])('leaves no word of it in any file, with %i other documents', async (others) => {
    await using library = await planted(others);
    expect(holding(library.folder, /zanzibar/i).length).toBeGreaterThan(0);
    expect(library.writer.forget({ root: 2 })).toBe(1);
    expect(holding(library.folder, /zanz|nzibar/i)).toEqual([]);
    const reader = new LibraryReader(library.file, {
      light: 'light@1',
      heavy: 'heavy@1',
      heavyCodes: new ResidentCodes(),
    });
    expect(reader.counts()).toMatchObject({ passages: others, vectors: 0 });
    expect(reader.check()).toBe('ok');
    reader.close();
  });

  it('leaves no word either where the writer was opened anew in between', async () => {
    await using library = await planted(3);
    library.writer.settle();
    const writer = new LibraryWriter(writerOptions(library.file));
    writer.forget({ root: 2 });
    writer.close();
    expect(holding(library.folder, /zanz|nzibar/i)).toEqual([]);
  });
});

describe('a library opened again', () => {
  it('has the codes of its passages in memory, and only those are live', async () => {
    await using library = await planted(5);
    library.writer.forget({ root: 2 });
    const again = new LibraryWriter(writerOptions(library.file));
    const { live, codes } = new ResidentCodes(again.codes.light);
    expect([...live.subarray(0, 8)]).toEqual([0, 1, 1, 1, 1, 1, 0, 0]);
    expect(live.reduce((sum, one) => sum + one, 0)).toBe(5);
    expect(codes.slice(CODE_BYTES, 2 * CODE_BYTES)).toEqual(digestOf('ordinary words 0', CODE_BYTES));
    again.close();
  });

  it('has no codes where the light model is another one', async () => {
    await using library = await planted(2);
    const again = new LibraryWriter({ ...writerOptions(library.file), lightModel: 'newer' });
    expect(new ResidentCodes(again.codes.light).used).toBe(0);
    again.close();
  });
});
