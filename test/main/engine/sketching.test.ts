import { expect, it } from 'vitest';

import { Sketching } from '../../../src-main/engine/sketching.ts';
import type { StoredSketch } from '../../../src-main/storage/sketches.ts';

/** Texts of which each call looks at one; `onLook` hears before each. */
function lookAt(texts: number, onLook: (kept: number) => void = () => {}) {
  const kept: number[] = [];
  const calls = {
    sketched: async () => ({ done: kept.length, total: texts }),
    sketch: async (): Promise<StoredSketch[]> => {
      onLook(kept.length);
      const isOver = kept.length === texts;
      return isOver ? [] : [{ content: kept.length, hash: new Uint8Array(), sketch: null }];
    },
  };
  const keepSketches = async ({ sketches }: { readonly sketches: readonly StoredSketch[] }) => {
    kept.push(...sketches.map(({ content }) => content));
  };
  return { kept, sketching: new Sketching({ thread: async () => ({ calls }), writer: { keepSketches } }) };
}

it('looks at every text and tells how far it is', async () => {
  const told: unknown[] = [];
  const { kept, sketching } = lookAt(3, () => told.push(sketching.looked));
  await sketching.finish(new AbortController().signal);
  expect(kept).toEqual([0, 1, 2]);
  expect(told).toEqual([null, ...[1, 2, 3].map((done) => ({ done, total: 3 }))]);
  expect(sketching.looked).toBeNull();
});

it('stops when nobody waits any more, and goes on from there', async () => {
  const leaving = new AbortController();
  const { kept, sketching } = lookAt(5, (done) => {
    if (done === 2) leaving.abort();
  });
  await expect(sketching.finish(leaving.signal)).rejects.toThrow('aborted');
  expect(kept.length).toBeLessThan(5);
  await sketching.finish(new AbortController().signal);
  expect(kept).toEqual([0, 1, 2, 3, 4]);
});

it('goes on for the others where one leaves, and for one who comes just then', async () => {
  const leaving = new AbortController();
  const staying = new AbortController();
  const { kept, sketching } = lookAt(5, (done) => {
    if (done === 2) leaving.abort();
  });
  const left = sketching.finish(leaving.signal).catch(() => sketching.finish(staying.signal));
  await Promise.all([left, sketching.finish(staying.signal)]);
  expect(kept).toEqual([0, 1, 2, 3, 4]);
});

it('ends with the engine', async () => {
  const { kept, sketching } = lookAt(100, (done) => {
    if (done === 3) void sketching.close();
  });
  await sketching.finish(new AbortController().signal);
  expect(kept.length).toBeLessThan(100);
});
