import { describe, expect, it } from 'vitest';

import { Deepener, type Shallow } from '../../../src-main/indexing/deepener.ts';
import type { StoredVector } from '../../../src-main/storage/vectors.ts';

/** A library of so many passages, some of which cannot be embedded. */
function library(
  count: number,
  embed: (id: number, signal: AbortSignal) => void | Promise<void> = () => undefined,
) {
  const kept: number[] = [];
  const all: Shallow[] = Array.from({ length: count }, (_, place) => ({
    id: place + 1,
    hash: Uint8Array.of(place + 1),
    text: String(place + 1),
    vector: null,
  }));
  const deepener: Deepener = new Deepener({
    next: (after, limit) =>
      Promise.resolve(all.filter(({ id }) => id > after && !kept.includes(id)).slice(0, limit)),
    embed: async (text, signal) => {
      signal.throwIfAborted();
      await embed(Number(text), signal);
      return Int8Array.of(Number(text));
    },
    keep: (vectors: readonly StoredVector[]) => {
      kept.push(...vectors.map(({ hash }) => hash[0] ?? 0));
      return Promise.resolve();
    },
    count: () => Promise.resolve({ total: count, done: kept.length }),
    onChange: () => undefined,
  });
  return { deepener, kept };
}

describe('deepening', () => {
  it('goes through every passage in order and counts it', async () => {
    const { deepener, kept } = library(100);
    await deepener.start();
    expect(kept).toEqual(Array.from({ length: 100 }, (_, place) => place + 1));
    expect(deepener).toMatchObject({ total: 100, done: 100, isRunning: false });
  });

  it('is one run, however often it is started', async () => {
    const { deepener, kept } = library(40);
    const runs = [deepener.start(), deepener.start()];
    expect(deepener.isRunning).toBe(true);
    await Promise.all(runs);
    expect(kept).toHaveLength(40);
  });

  it('stops when told to and goes on where it was', async () => {
    const { deepener, kept } = library(100, async (id) => {
      if (id === 40) await Promise.race([deepener.stop(), Promise.resolve()]);
    });
    await deepener.start();
    expect(kept.length).toBeGreaterThanOrEqual(32);
    expect(kept.length).toBeLessThan(100);
    await deepener.start();
    expect(new Set(kept).size).toBe(100);
    expect(kept).toHaveLength(100);
  });

  it('passes over a passage that cannot be embedded', async () => {
    const { deepener, kept } = library(70, (id) => {
      if (id % 10 === 0) throw new Error('unreadable');
    });
    await deepener.start();
    expect(kept).toHaveLength(63);
    expect(deepener).toMatchObject({ total: 70, done: 63 });
  });

  it('fails where nothing can be embedded, and may be started again', async () => {
    let isBroken = true;
    const { deepener, kept } = library(40, () => {
      if (isBroken) throw new Error('the model is gone');
    });
    await expect(deepener.start()).rejects.toThrow('the model is gone');
    expect(deepener.isRunning).toBe(false);
    isBroken = false;
    await deepener.start();
    expect(kept).toHaveLength(40);
  });

  it('takes the vector of a text that is known already', async () => {
    const kept: StoredVector[] = [];
    const known: Shallow = { id: 1, hash: Uint8Array.of(1), text: 'a', vector: Int8Array.of(7) };
    const deepener = new Deepener({
      next: (after) => Promise.resolve(after === 0 ? [known] : []),
      embed: () => Promise.reject(new Error('nothing is to be embedded')),
      keep: async (vectors) => void kept.push(...vectors),
      count: () => Promise.resolve({ total: 1, done: kept.length }),
      onChange: () => undefined,
    });
    await deepener.start();
    expect(kept.map(({ vector }) => vector)).toEqual([Int8Array.of(7)]);
  });
});
