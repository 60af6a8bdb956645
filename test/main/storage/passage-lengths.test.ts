import { expect, it } from 'vitest';

import {
  passageLength,
  PassageLengths,
  refreshPassageLengths,
} from '../../../src-main/storage/passage-lengths.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

const words = (count: number): string => 'oak '.repeat(count);

function plain(library: Library): number[] {
  const last = Number(library.one('SELECT max(id) FROM postings_docsize'));
  return Array.from({ length: last + 1 }, (_, id) => passageLength(library.connection, id));
}

it('follow the library, whether they were noted or not', async () => {
  await using library = await storedLibrary();
  const lengths = new PassageLengths(library.connection);
  const now = (): number[] => {
    lengths.begin();
    return [...lengths.values];
  };
  library.add('a', [words(3), words(70_000)]);
  expect(now()).toEqual([0, 3, 65_535]);
  refreshPassageLengths(library.connection, { always: false });
  expect(now()).toEqual([0, 3, 65_535]);
  library.add('b', [words(5), words(9)]);
  expect(now().slice(3)).toEqual([5, 9]);
  refreshPassageLengths(library.connection, { always: true });
  expect(now().slice(3)).toEqual(plain(library).slice(3));
  const fresh = new PassageLengths(library.connection);
  fresh.begin();
  expect([...fresh.values]).toEqual(now());
  expect(lengths.begin()).toBe(false);
});

it('are noted anew only when the library has grown by a share', async () => {
  await using library = await storedLibrary();
  const edition = (): unknown => library.one('SELECT max(edition) FROM passage_lengths');
  library.add(
    'a',
    Array.from({ length: 100 }, (_, place) => words(place + 1)),
  );
  refreshPassageLengths(library.connection, { always: false });
  library.add('b', [words(2)]);
  refreshPassageLengths(library.connection, { always: false });
  expect(edition()).toBe(1);
  library.add(
    'c',
    Array.from({ length: 9 }, () => words(4)),
  );
  refreshPassageLengths(library.connection, { always: false });
  expect(edition()).toBe(2);
});
