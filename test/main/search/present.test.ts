import { describe, expect, it } from 'vitest';

import { rank } from '../../../src-main/search/fusion.ts';
import { namedDocuments } from '../../../src-main/search/names.ts';
import { present } from '../../../src-main/search/present.ts';
import { RANKING_WEIGHTS } from '../../../src-main/search/ranking-weights.ts';
import { parseQuery } from '../../../src-main/search/query/parse.ts';
import type { Found } from '../../../src-main/search/found.ts';
import { wholeLibrary } from '../../../src-main/search/known-words.ts';
import { LabelNames } from '../../../src-main/search/label-names.ts';
import type { SearchLibrary } from '../../../src-main/search/search-library.ts';
import { assignLabel } from '../../../src-main/storage/document-labels.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

const LABELS = [
  { id: 7, name: 'travel', parent: null, colour: 3 },
  { id: 8, name: 'Bees', parent: null, colour: 5 },
];

type Stored = Awaited<ReturnType<typeof storedLibrary>>;

/** The list for a query whose words brought the passages given, best first. */
function shown(
  library: Stored,
  query: string,
  passages: readonly (readonly [passage: number, content: number])[],
  limit = 9,
) {
  const parsed = parseQuery(query);
  const candidates = passages.map(([passage, content], place) => ({
    passage,
    content,
    lexical: 10 - place,
    light: 0.1,
    deep: Number.NaN,
    late: Number.NaN,
    near: 0,
    echo: 0,
  }));
  const named = namedDocuments(library.connection, parsed.words, { total: 5, filtered: false });
  const calibration = { low: 0.1, high: 0.8 };
  const found: Found = {
    query: parsed,
    lexical: null,
    named,
    allowance: null,
    scope: null,
    known: wholeLibrary(library.connection),
    corrections: [],
    lightOf: () => 0,
    candidates,
    said: new Map(candidates.map(({ passage }) => [passage, 1])),
    readable: 1,
    isForeign: false,
    deepCalibration: calibration,
    lateCalibration: null,
    weights: RANKING_WEIGHTS,
  };
  const ranked = rank(candidates, {
    mostLexical: 10,
    beyond: new Map(),
    semanticShare: 0.3,
    light: calibration,
    deep: calibration,
    late: null,
    weights: RANKING_WEIGHTS,
  });
  const reading: SearchLibrary = {
    now: () => new Date(),
    ...library,
    scanner: 0,
    rootPath: () => '/root',
    muted: () => [],
    isConnected: () => true,
    isOfType: () => true,
    labels: () => new LabelNames(LABELS),
    heavy: { vectorModel: 0, resident: library.heavyResident, codecOf: () => undefined },
    leaving: null,
    deepCalibration: calibration,
    leavingCalibration: calibration,
    lateCalibration: null,
  };
  return present(found, ranked, reading, { limit, passages: 3 });
}

describe('the list a person sees', () => {
  it('folds copies into one and says where else they lie', async () => {
    await using library = await storedLibrary();
    for (const path of ['deep/down/b.txt', 'c.txt']) library.add(path, ['the bees', 'more bees']);
    const { results, total } = shown(library, 'honey', [
      [1, 1],
      [2, 1],
    ]);
    expect(total).toBe(1);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      path: '/root/c.txt',
      name: 'c.txt',
      alsoAt: ['/root/deep/down/b.txt'],
    });
  });

  it('shows the copy whose name was asked for', async () => {
    await using library = await storedLibrary();
    for (const path of ['c.txt', 'deep/beehive.txt']) library.add(path, ['the bees']);
    expect(shown(library, 'beehive', [[1, 1]]).results[0]).toMatchObject({ path: '/root/deep/beehive.txt' });
  });

  it('gives passages with their text, bounds and marks', async () => {
    await using library = await storedLibrary();
    library.add('c.txt', ['the bees', 'more bees']);
    const [result] = shown(library, 'bee', [
      [2, 1],
      [1, 1],
    ]).results;
    expect(result?.passages).toMatchObject([
      { text: 'more bees', start: 10, end: 19, marks: [{ start: 5, end: 9 }] },
      { text: 'the bees', start: 0, end: 8, marks: [{ start: 4, end: 8 }] },
    ]);
    expect(result?.reasons).toContainEqual({ kind: 'word', term: 'bees', count: 2 });
  });

  it('has documents that only their names bring, read or not', async () => {
    await using library = await storedLibrary();
    library.add('other.txt', ['nothing']);
    library.add('beehive.md', ['about wax']);
    library.index.store([{ document: library.see('beehive.scan'), code: 'BROKEN', cause: 'Broken.' }]);
    const { results } = shown(library, 'beehive', [[1, 1]]);
    const named = results.filter(({ name }) => name.startsWith('beehive'));
    expect(named.map(({ name, passages }) => [name, passages.length]).toSorted()).toEqual([
      ['beehive.md', 1],
      ['beehive.scan', 0],
    ]);
    // Not its stem, which is no word.
    for (const { reasons } of named) expect(reasons).toContainEqual({ kind: 'name', term: 'beehive' });
  });

  it('ends at its limit and tells how many there are', async () => {
    await using library = await storedLibrary();
    const places = [1, 2, 3, 4, 5].map((id): [number, number] => [id, id]);
    for (const [id] of places) library.add(`${id}.txt`, [`bees ${id}`]);
    const { results, total } = shown(library, 'bees', places, 2);
    expect([results.length, total]).toEqual([2, 5]);
    expect(results.map(({ name }) => name)).toEqual(['1.txt', '2.txt']);
  });

  it('tells the labels of each by name, those that there are', async () => {
    await using library = await storedLibrary();
    library.add('a.txt', ['bees']);
    library.add('b.txt', ['bees of another kind']);
    library.index.store([{ document: library.see('bees.scan'), code: 'BROKEN', cause: 'Broken.' }]);
    for (const label of [7, 8, 99])
      assignLabel(library.connection, {
        label,
        contents: Uint32Array.of(1),
        upTo: 1_000,
        scores: Float32Array.of(label / 100),
      });
    const { results } = shown(library, 'bees', [
      [1, 1],
      [2, 2],
    ]);
    const labels = new Map(results.map((result) => [result.name, result.labels]));
    expect(labels.get('a.txt')).toEqual([
      { id: 8, name: 'Bees', colour: 5 },
      { id: 7, name: 'travel', colour: 3 },
    ]);
    expect(labels.get('b.txt')).toEqual([]);
    expect(labels.get('bees.scan')).toEqual([]);
  });

  it('leaves out what left since it was ranked', async () => {
    await using library = await storedLibrary();
    library.add('a.txt', ['bees']);
    library.add('b.txt', ['wasps']);
    library.drop('a.txt');
    library.index.sweep();
    expect(
      shown(library, 'bees', [
        [1, 1],
        [2, 2],
      ]).results.map(({ name }) => name),
    ).toEqual(['b.txt']);
  });
});
