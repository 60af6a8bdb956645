import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { expect, it } from 'vitest';

import { refreshTermFrequencies } from '../../../src-main/storage/postings.ts';
import { refreshTermPresence, TermPresence } from '../../../src-main/storage/term-presence.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

/** Enough passages that a word in most of them is common. */
const MANY = 1_500;

const passages = (words: (place: number) => string, count = MANY): string[] =>
  Array.from({ length: count }, (_, place) => words(place));

function refresh(library: Library, always = false): void {
  refreshTermFrequencies(library.connection);
  refreshTermPresence(library.connection, { always });
}

/** The passages whose bit is set, as FTS5 finds them too. */
function held(presence: TermPresence, term: string): number[] {
  presence.begin();
  const bits = presence.bitsOf(term) ?? new Uint8Array(0);
  return Array.from({ length: bits.length * 8 }, (_, id) => id).filter(
    (id) => ((bits[id >> 3] ?? 0) >> (id & 7)) & 1,
  );
}

const searched = ({ connection }: Library, word: string): number[] =>
  connection.prepare<[string], number>('SELECT rowid FROM postings WHERE postings MATCH ?').pluck().all(word);

it('holds what FTS5 finds, for common terms only', async () => {
  await using library = await storedLibrary();
  library.add(
    'a',
    passages((place) => (place % 5 === 0 ? 'oak elm' : 'databases oak')),
  );
  refresh(library);
  const presence = new TermPresence(library.connection);
  expect(held(presence, 'oak')).toEqual(searched(library, 'oak'));
  // Its stem has a stem of its own.
  expect(held(presence, 'databas')).toEqual(searched(library, 'databases'));
  expect(presence.bitsOf('elm')).toBeNull();
  expect(presence.lengths[5]).toBe(1);
});

it('follows passages that come, before it is noted anew and after', async () => {
  await using library = await storedLibrary();
  library.add(
    'a',
    passages(() => 'oak'),
  );
  refresh(library);
  const presence = new TermPresence(library.connection);
  held(presence, 'oak');
  library.add('b', ['elm', 'oak']);
  expect(held(presence, 'oak')).toEqual(searched(library, 'oak'));
  refresh(library);
  library.add(
    'c',
    passages((place) => (place % 2 === 0 ? 'oak' : 'elm')),
  );
  refresh(library);
  expect(held(presence, 'oak')).toEqual(searched(library, 'oak'));
  library.connection.exec('DELETE FROM postings WHERE rowid = 3');
  refresh(library, true);
  expect(held(presence, 'oak')).not.toContain(3);
});

it('holds any set of passages', async () => {
  const holds = asyncProperty(array(constantFrom(0, 1), { minLength: 8, maxLength: 60 }), async (bits) => {
    await using library = await storedLibrary();
    library.add(
      'a',
      passages((place) => (place >= bits.length || bits[place] === 1 ? 'oak' : 'elm')),
    );
    refresh(library);
    expect(held(new TermPresence(library.connection), 'oak')).toEqual(searched(library, 'oak'));
  });
  await assert(holds, { numRuns: 5 });
});
