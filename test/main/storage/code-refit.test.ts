import { describe, expect, it } from 'vitest';

import { readFits } from '../../../src-main/storage/code-fits.ts';
import { HeavyCodes } from '../../../src-main/storage/heavy-codes.ts';
import { IndexWriter } from '../../../src-main/storage/index-writer.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import {
  codeModelOf,
  digestOf,
  HEAVY_CODE,
  HEAVY_CODE_BYTES,
  HEAVY_MODEL,
  LIGHT_MODEL,
  madeMaker,
  storedLibrary,
} from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

/** More than codes are learnt from, over two pages. */
const PASSAGES = 1_300;
const textAt = (passage: number): string => `text ${passage}`;
const vectorOf = (text: string): Int8Array => Int8Array.from(digestOf(text, 8));

async function readClosely(): Promise<Library> {
  const library = await storedLibrary();
  library.add(
    'a',
    Array.from({ length: PASSAGES }, (_, place) => textAt(place + 1)),
  );
  keep(library.index, 1, PASSAGES);
  return library;
}

function keep(index: IndexWriter, first: number, last: number): void {
  const vectors = Array.from({ length: last - first + 1 }, (_, place) => {
    const text = textAt(first + place);
    return { passage: first + place, hash: digestOf(text, 16), vector: vectorOf(text) };
  });
  index.keepVectors(HEAVY_MODEL, vectors);
}

/** As the next start finds the library. */
function openedAgain({ connection, resident: light }: Library): { index: IndexWriter; codes: ResidentCodes } {
  const codes = ResidentCodes.ofWidth(HEAVY_CODE_BYTES);
  const heavy = new HeavyCodes({
    connection,
    vectorModel: HEAVY_MODEL,
    codeModelOf,
    codeModels: [HEAVY_CODE],
    resident: codes,
    light,
    maker: madeMaker,
  });
  heavy.load(connection);
  return { index: new IndexWriter({ connection, lightModel: LIGHT_MODEL, resident: light, heavy }), codes };
}

/** Every code that stands, as what was learnt makes it. */
function expectFitted({ connection, resident: light }: Library, codes: ResidentCodes, edition: number): void {
  const { current, next } = readFits(connection, HEAVY_MODEL);
  expect(next).toBeNull();
  expect(current?.edition).toBe(edition);
  expect(codes.layer.edition).toBe(edition);
  const codeOf = madeMaker.codeOf(current?.fit ?? null);
  let live = 0;
  for (let place = 0; place < codes.used; place += 1) {
    if (codes.live[place] !== 1) continue;
    live += 1;
    const made = codeOf(vectorOf(textAt(place)), light.codes.subarray(place * 32, (place + 1) * 32));
    const code = codes.codes.subarray(place * HEAVY_CODE_BYTES, (place + 1) * HEAVY_CODE_BYTES);
    if (made.join() !== code.join()) expect(code, `place ${place}`).toEqual(made);
  }
  expect(live).toBeGreaterThan(0);
}

const steps = (index: IndexWriter): number => {
  let count = 1;
  while (index.refit()) count += 1;
  return count;
};

describe('codes that are made anew as a library outgrows them', () => {
  it('fit what was read, and nothing of those before is left', async () => {
    await using library = await readClosely();
    steps(library.index);
    expectFitted(library, library.heavyResident, 1);
    expectFitted(library, openedAgain(library).codes, 1);
    expect(library.one('SELECT count(DISTINCT model) FROM code_pages WHERE model <> 1')).toBe(1);
    expect(library.index.refit()).toBe(false);
  });

  it('are not learnt of few passages', async () => {
    await using library = await storedLibrary();
    library.add('a', [textAt(1), textAt(2)]);
    keep(library.index, 1, 2);
    expect(library.index.refit()).toBe(false);
    expect(library.heavyResident.layer.edition).toBe(0);
  });

  it('go on where a kill broke them off, whenever that was', async () => {
    await using whole = await readClosely();
    const all = steps(whole.index);
    expect(all).toBeGreaterThan(4);
    for (let killed = 1; killed < all; killed += 1) {
      await using library = await readClosely();
      for (let step = 0; step < killed; step += 1) library.index.refit();
      const { index, codes } = openedAgain(library);
      steps(index);
      expectFitted(library, codes, 1);
    }
  });

  it('have what is stored and what leaves meanwhile', async () => {
    await using library = await storedLibrary();
    library.add(
      'a',
      Array.from({ length: PASSAGES }, (_, place) => textAt(place + 1)),
    );
    library.add('b', [textAt(PASSAGES + 1), textAt(PASSAGES + 2)]);
    library.add('c', [textAt(PASSAGES + 3)]);
    keep(library.index, 1, PASSAGES);
    keep(library.index, PASSAGES + 3, PASSAGES + 3);
    while (readFits(library.connection, HEAVY_MODEL).next?.pagesDone !== 1) library.index.refit();
    keep(library.index, PASSAGES + 1, PASSAGES + 2);
    library.drop('c');
    library.index.sweep();
    steps(library.index);
    for (const codes of [library.heavyResident, openedAgain(library).codes]) {
      expectFitted(library, codes, 1);
      expect([...codes.live.subarray(PASSAGES, PASSAGES + 4)]).toEqual([1, 1, 1, 0]);
    }
  });

  it('are learnt again once the library has grown by half', async () => {
    await using library = await readClosely();
    steps(library.index);
    const [grown, more] = [PASSAGES + 600, PASSAGES + 700];
    library.add(
      'b',
      Array.from({ length: 700 }, (_, place) => textAt(PASSAGES + 1 + place)),
    );
    keep(library.index, PASSAGES + 1, grown);
    expect(library.index.refit()).toBe(false);
    keep(library.index, grown + 1, more);
    steps(library.index);
    expectFitted(library, library.heavyResident, 2);
    expectFitted(library, openedAgain(library).codes, 2);
  });

  it('stay as they were where a step fails', async () => {
    await using library = await readClosely();
    library.connection.exec(
      "CREATE TRIGGER refuse BEFORE UPDATE OF current ON code_fits BEGIN SELECT RAISE(ABORT, 'planned'); END",
    );
    expect(() => steps(library.index)).toThrow('planned');
    expect(library.heavyResident.layer.edition).toBe(0);
    library.connection.exec('DROP TRIGGER refuse');
    steps(library.index);
    expectFitted(library, library.heavyResident, 1);
  });
});
