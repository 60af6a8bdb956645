import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Span } from '../../../src-main/lib/span.ts';
import { VarintReader } from '../../../src-main/lib/varints.ts';
import { Doclists } from '../../../src-main/storage/doclists.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

/** How often a term stands in body and head of one passage. */
interface Counted {
  readonly doc: number;
  readonly body: number;
  readonly head: number;
}

/** Byte after byte, by the words of SQLite's source. */
function read(
  library: Library,
  term: string,
  { span, lists = new Doclists(library.connection) }: { span?: Span; lists?: Doclists } = {},
): Counted[] {
  lists.begin();
  const parts = [...lists.partsOf(term, span)];
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const absolutes = new Set<number>();
  let before = 0;
  for (const part of parts) {
    if (part.absolute >= 0) absolutes.add(before + part.absolute);
    before += part.bytes.length;
  }
  const reader = new VarintReader(bytes, 0);
  const found: Counted[] = [];
  for (let doc = 0; reader.at < bytes.length;) {
    const isAbsolute = absolutes.has(reader.at);
    const value = reader.next();
    doc = isAbsolute ? value : doc + value;
    const end = (reader.next() >> 1) + reader.at;
    found.push({ doc, ...positions(reader, end) });
  }
  return found.toSorted((left, right) => left.doc - right.doc);
}

/** A flag for every passage that a test makes. */
const EVERY = new Uint8Array(20_000).fill(1);

function passagesOf(library: Library, term: string): number[] {
  const lists = new Doclists(library.connection);
  lists.begin();
  return [...lists.passagesOf(term, EVERY)];
}

function positions(reader: VarintReader, end: number): { body: number; head: number } {
  const counts = [0, 0];
  let column = 0;
  while (reader.at < end) {
    if (reader.next() === 1) column = reader.next();
    else counts[column] = (counts[column] ?? 0) + 1;
  }
  return { body: counts[0] ?? 0, head: counts[1] ?? 0 };
}

const counted = ({ connection }: Library, term: string): Counted[] =>
  connection
    .prepare<[string], Counted>(
      `SELECT doc, sum(col = 'body') AS body, sum(col = 'head') AS head FROM posting_places
       WHERE term = ? GROUP BY doc ORDER BY doc`,
    )
    .all(term);

const WORDS = ['oak', 'oaken', 'elm', 'ash', 'o', 'aspen', 'été', '東京'];

describe('the doclists of FTS5', () => {
  it('hold what it lists itself, however the index came to be', async () => {
    await using library = await storedLibrary();
    library.connection.exec(`INSERT INTO postings (postings, rank) VALUES ('pgsz', 64)`);
    let made = 0;
    const fresh = () => new Doclists(library.connection);
    /** What it keeps of one state must not be told of the next. */
    const kept = fresh();
    const body = array(tuple(constantFrom(...WORDS), integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 4,
    });
    const agrees = property(
      array(array(body, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 }),
      constantFrom('keep', 'merge'),
      (contents, change) => {
        for (const content of contents) {
          const passages = content.map((words) =>
            words.map(([word, times]) => `${word} `.repeat(times)).join(' '),
          );
          library.add(`file ${(made += 1)}`, contentOf(passages, { title: 'oak elm', format: `${made}` }));
        }
        if (change === 'merge')
          library.connection.exec(`INSERT INTO postings (postings) VALUES ('optimize')`);
        for (const word of ['oak', 'oaken', 'elm', 'ash', 'o', 'aspen', 'ete', '東京', 'a', 'zz'])
          for (const lists of [fresh(), kept, kept])
            expect(read(library, word, { lists }), word).toEqual(counted(library, word));
        expect(passagesOf(library, 'oak')).toEqual(counted(library, 'oak').map(({ doc }) => doc));
      },
    );
    assert(agrees, { numRuns: 60 });
  });

  it('go on over the leaves of a long list, and within one passage', async () => {
    await using library = await storedLibrary();
    const passages = Array.from({ length: 3_000 }, (_, place) => (place % 3 === 0 ? 'elm' : 'elm oak oak'));
    library.add('many', passages);
    library.add('long', ['oak '.repeat(20_000), 'oak']);
    for (const word of ['oak', 'elm']) {
      expect(read(library, word)).toEqual(counted(library, word));
      expect(passagesOf(library, word)).toEqual(counted(library, word).map(({ doc }) => doc));
    }
  });

  it('begin wherever a leaf ends, were it just behind their word', async () => {
    // Merged runs alone are written so; of these lengths one leaves the word at the end of its leaf.
    for (let elms = 115; elms < 125; elms += 1) {
      await using library = await storedLibrary();
      const { connection } = library;
      connection.exec(`INSERT INTO postings (postings, rank) VALUES ('pgsz', 256)`);
      const insert = (rows: readonly (readonly [number, string])[]): void => {
        const statement = connection.prepare<[number, string], never>(
          `INSERT INTO postings (rowid, head, body) VALUES (?, '', ?)`,
        );
        connection.transaction(() => {
          for (const [passage, body] of rows) statement.run(passage, body);
        });
      };
      const oaks = (first: number, end: number): [number, string][] =>
        Array.from({ length: end - first }, (_, place) => [first + place, 'oak']);
      insert(oaks(50, 150));
      insert([
        ...Array.from({ length: 39 }, (_, place): [number, string] => [place + 1, 'elm']),
        [40, 'elm '.repeat(elms)],
        ...oaks(150, 350),
      ]);
      connection.exec(`INSERT INTO postings (postings) VALUES ('optimize')`);
      expect(counted(library, 'oak')).toHaveLength(300);
      expect(read(library, 'oak')).toEqual(counted(library, 'oak'));
      expect(passagesOf(library, 'oak')).toEqual(counted(library, 'oak').map(({ doc }) => doc));
    }
  });

  it('are read as far as a span of passages wants them', async () => {
    await using library = await storedLibrary();
    library.connection.exec(`INSERT INTO postings (postings, rank) VALUES ('pgsz', 64)`);
    for (let file = 0; file < 4; file += 1) {
      const passages = Array.from({ length: 200 }, (_, place) =>
        'oak '.repeat(place % 60 === 7 ? 200 : place % 3),
      );
      library.add(`file ${file}`, contentOf(passages, { title: 'elm', format: `${file}` }));
      if (file === 1) library.connection.exec(`INSERT INTO postings (postings) VALUES ('optimize')`);
    }
    const whole = { oak: counted(library, 'oak'), elm: counted(library, 'elm') };
    const agrees = property(
      integer({ min: 0, max: 810 }),
      integer({ min: 0, max: 40 }),
      constantFrom('oak', 'elm'),
      (first, length, term) => {
        const span = { first, end: first + length };
        const isWithin = ({ doc }: Counted) => doc >= span.first && doc < span.end;
        const found = read(library, term, { span });
        expect(found.filter(isWithin)).toEqual(whole[term as 'oak' | 'elm'].filter(isWithin));
      },
    );
    assert(agrees, { numRuns: 500 });
    const few = { span: { first: 400, end: 404 }, lists: new Doclists(library.connection) };
    expect(read(library, 'oak', few).length).toBeLessThan(whole.oak.length / 4);
    // What was read in part is not taken for the whole.
    expect(read(library, 'oak', { lists: few.lists })).toEqual(whole.oak);
  });

  it('are read again as they are where they are too long to be kept', async () => {
    await using library = await storedLibrary();
    const lists = new Doclists(library.connection);
    const add = (file: string) => library.add(file, [`${file} oak `.repeat(40_000), 'oak']);
    for (const file of ['elm', 'ash', 'fir']) {
      add(file);
      if (file === 'fir') library.connection.exec(`INSERT INTO postings (postings) VALUES ('optimize')`);
      for (const time of ['first', 'second'])
        expect(read(library, 'oak', { lists }), `${file} ${time}`).toEqual(counted(library, 'oak'));
    }
  });

  it('are read as one state of the database has them', async () => {
    await using library = await storedLibrary();
    expect(read(library, 'oak')).toEqual([]);
    library.add('a', ['oak']);
    const lists = new Doclists(library.connection);
    expect([...lists.partsOf('oak')]).toEqual([]);
    lists.begin();
    expect([...lists.partsOf('oak')]).toHaveLength(1);
    const before = lists.passagesOf('oak', EVERY);
    library.add('b', ['oak elm']);
    expect(lists.passagesOf('oak', EVERY)).toEqual(before);
    lists.begin();
    expect(lists.passagesOf('oak', EVERY)).toHaveLength(before.length + 1);
  });
});
