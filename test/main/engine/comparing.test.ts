import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Comparing, type CompareRequest } from '../../../src-main/engine/comparing.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import type { PassageVector } from '../../../src-main/storage/vectors.ts';

const NEAR = Int8Array.of(10, 0);
const HALFWAY = Int8Array.of(10, 10);
const FAR = Int8Array.of(0, 10);
const HASH = Uint8Array.of(7);
const LATER_THAN_ANY_BUDGET = 60_000;

const alike = (passage: number, light: number, here: number | null = null) => ({ passage, here, light });
const unreadOf = (passage: number, text: string) => ({ passage, hash: HASH, text, bodyStart: 0 });

/** Of passages 1, 2 and 3 the first has a vector; `texts` are what the model says of the others' texts. */
class Scene {
  readonly kept: PassageVector[] = [];
  readonly asked: string[] = [];
  readonly ending = new AbortController();
  readonly #texts: Readonly<Record<string, Int8Array | Error | 'never'>>;

  constructor(texts: Readonly<Record<string, Int8Array | Error | 'never'>>) {
    this.#texts = texts;
  }

  order(passages: CompareRequest['passages'], text: string | null = 'given') {
    const comparing = new Comparing({
      inference: { embed: (asked, _urgency, signal) => this.#embed(asked, signal) },
      keep: (vectors) => this.kept.push(...vectors),
    });
    const calls: CompareRequest['calls'] = {
      vectors: async ({ passages: wanted }) => ({
        stored: wanted.includes(1) ? [{ passage: 1, vector: FAR }] : [],
        fresh: wanted.filter((id) => id !== 1).map((id) => unreadOf(id, `text ${id}`)),
      }),
    };
    return comparing.order({ calls, passages, text, signal: this.ending.signal });
  }

  #embed(text: string, signal: AbortSignal | undefined): Promise<Int8Array> {
    this.asked.push(text);
    const said = this.#texts[text];
    if (said instanceof Int8Array) return Promise.resolve(said);
    if (said instanceof Error) return Promise.reject(said);
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('dropped'))));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what light meaning found', () => {
  test('is put in order by vectors that are stored and those made now, which are kept', async () => {
    const scene = new Scene({ given: NEAR, 'text 2': HALFWAY, 'text 3': NEAR });
    const { passages, notes } = await scene.order([alike(1, 0.9), alike(2, 0.8), alike(3, 0.7)]);
    expect(passages.map(({ passage, deep }) => [passage, deep && Math.round(deep * 100)])).toEqual([
      [3, 100],
      [2, 71],
      [1, 0],
    ]);
    expect(notes).toEqual([]);
    expect(scene.asked).not.toContain('text 1');
    expect(scene.kept.map(({ passage, hash }) => [passage, hash])).toEqual([
      [2, HASH],
      [3, HASH],
    ]);
  });

  test('is compared with passages of the library where no text is given', async () => {
    const scene = new Scene({ 'text 2': FAR, 'text 3': NEAR });
    const { passages } = await scene.order([alike(3, 0.9, 1), alike(2, 0.8, 1)], null);
    expect(passages.map(({ passage }) => passage)).toEqual([2, 3]);
  });

  test('waits no longer than its time for what was never read', async () => {
    const scene = new Scene({ given: NEAR, 'text 2': 'never', 'text 3': HALFWAY });
    const order = scene.order([alike(2, 0.9), alike(3, 0.7)]);
    await vi.advanceTimersByTimeAsync(LATER_THAN_ANY_BUDGET);
    const { passages, notes } = await order;
    expect(passages.map(({ passage, deep }) => [passage, deep === null])).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(notes).toEqual([]);
  });

  test('stays in its order, and says why, where the model is not there', async () => {
    const missing = new InklingError('MODEL_MISSING', { cause: 'It is gone.', remedy: 'Bring it back.' });
    for (const texts of [{ given: missing }, { given: NEAR, 'text 2': missing, 'text 3': NEAR }]) {
      const { passages, notes } = await new Scene(texts).order([alike(2, 0.9), alike(3, 0.7)]);
      expect(passages.map(({ passage, deep }) => [passage, deep])).toEqual([
        [2, null],
        [3, null],
      ]);
      expect(notes).toMatchObject([{ code: 'MODEL_MISSING' }]);
    }
  });

  test('is given up when nobody waits any more', async () => {
    for (const texts of [{ given: 'never' }, { given: NEAR, 'text 2': 'never' }] as const) {
      const scene = new Scene(texts);
      const refused = scene.order([alike(2, 0.9)]).catch((thrown: unknown) => thrown);
      await vi.advanceTimersByTimeAsync(1);
      scene.ending.abort(new Error('enough'));
      expect(await refused).toMatchObject({ message: 'enough' });
    }
  });

  test('beyond what is worth comparing follows as it was', async () => {
    const many = Array.from({ length: 60 }, (_, place) => alike(place + 2, 1 - place / 100));
    const texts = Object.fromEntries(many.map(({ passage }) => [`text ${passage}`, NEAR]));
    const { passages } = await new Scene({ given: NEAR, ...texts }).order(many);
    expect(passages.slice(50).map(({ passage, deep }) => [passage, deep])).toEqual(
      many.slice(50).map(({ passage }) => [passage, null]),
    );
  });
});
