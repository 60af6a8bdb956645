import { Worker } from 'node:worker_threads';

import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unitOf } from '../../../src-main/lib/vector.ts';
import { verified } from '../../../src-main/search/verification.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { CODES_A_PAGE, readCodePages } from '../../../src-main/storage/code-pages.ts';
import { CODE_BYTES } from '../../../src-main/storage/content.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { keepVectors, readVector } from '../../../src-main/storage/vectors.ts';
import { digestOf, LIGHT_MODEL, storedLibrary } from '../../helpers/stored-library.ts';

const HEAVY = 2;
const vectorOf = (text: string, fill = 1) => ({
  hash: digestOf(text, 16),
  vector: new Int8Array(8).fill(fill),
});

describe('code pages', () => {
  it('hold what a plain map holds', async () => {
    await using library = await storedLibrary();
    const oracle = new Map<number, number>();
    const place = constantFrom(0, 1, 7, CODES_A_PAGE - 1, CODES_A_PAGE, CODES_A_PAGE * 3 - 2);
    const step = tuple(
      place,
      integer({ min: 1, max: 5 }),
      integer({ min: 0, max: 255 }),
      constantFrom(true, false),
    );
    const holds = property(array(step, { maxLength: 12 }), (steps) => {
      for (const [first, count, value, flush] of steps) {
        if (value === 0) library.codeWriter.clear(first, count);
        else library.codeWriter.put(first, new Uint8Array(count * CODE_BYTES).fill(value));
        for (let at = first; at < first + count; at += 1) oracle.set(at, value);
        if (flush) library.codeWriter.flush();
      }
      library.codeWriter.flush();
      const stored = new Map<number, number>();
      for (const { firstPassage, codes } of readCodePages(library.connection, LIGHT_MODEL)) {
        for (let at = 0; at < CODES_A_PAGE; at += 1) {
          const code = codes.subarray(at * CODE_BYTES, (at + 1) * CODE_BYTES);
          expect(code.every((byte) => byte === code[0])).toBe(true);
          stored.set(firstPassage + at, code[0] ?? 0);
        }
      }
      for (const [at, value] of stored) expect(value).toBe(oracle.get(at) ?? 0);
      for (const [at, value] of oracle) expect(stored.get(at) ?? 0).toBe(value);
    });
    assert(holds, { numRuns: 15 });
  });
});

describe('resident codes', () => {
  it('are seen by a thread that reads them', async () => {
    const codes = new ResidentCodes();
    codes.put(1, new Uint8Array(CODE_BYTES).fill(7));
    const reader = new Worker(new URL('../../fixtures/threads/codes-reader.ts', import.meta.url));
    const ask = async (): Promise<unknown> => {
      const answer = new Promise((resolve) => reader.once('message', resolve));
      reader.postMessage('look');
      return answer;
    };
    reader.postMessage(codes.shared);
    expect(await ask()).toEqual({ used: 2, last: 7, live: 1 });
    codes.put(100_009, new Uint8Array(CODE_BYTES).fill(9));
    expect(await ask()).toEqual({ used: 100_010, last: 9, live: 1 });
    codes.clear(100_009, 1);
    expect(await ask()).toMatchObject({ live: 0 });
    await reader.terminate();
  });

  it('refuse more passages than a library may hold', () => {
    const codes = new ResidentCodes();
    expect(() => {
      codes.put(8 << 20, new Uint8Array(CODE_BYTES));
    }).toThrow(InklingError);
  });
});

describe('heavy vectors', () => {
  it('belong to a text by its hash and to one model, and the first one stays', async () => {
    await using library = await storedLibrary();
    keepVectors(library.connection, HEAVY, [vectorOf('a', -3)]);
    keepVectors(library.connection, HEAVY, [vectorOf('a', 5)]);
    expect(readVector(library.connection, HEAVY, digestOf('a', 16))).toEqual(new Int8Array(8).fill(-3));
    expect(readVector(library.connection, HEAVY, digestOf('b', 16))).toBeUndefined();
    expect(readVector(library.connection, 3, digestOf('a', 16))).toBeUndefined();
  });

  it('are kept from a view that begins within its buffer', async () => {
    await using library = await storedLibrary();
    const vector = Int8Array.from([9, 9, 1, 2, 3, 9]).subarray(2, 5);
    keepVectors(library.connection, HEAVY, [{ hash: digestOf('a', 16), vector }]);
    expect(readVector(library.connection, HEAVY, digestOf('a', 16))).toEqual(Int8Array.from([1, 2, 3]));
  });

  it('have the cosine that sqlite-vec finds', async () => {
    await using library = await storedLibrary();
    const distance = library.connection.prepare<[Buffer, Buffer], { distance: number }>(
      'SELECT vec_distance_cosine(vec_int8(?), vec_int8(?)) AS distance',
    );
    const lanes = array(integer({ min: -127, max: 127 }), { minLength: 384, maxLength: 384 }).filter(
      (values) => values.some((value) => value !== 0),
    );
    const agrees = property(lanes, lanes, (left, right) => {
      const [a, b] = [Int8Array.from(left), Int8Array.from(right)];
      const candidate = {
        passage: 1,
        content: 1,
        lexical: 0,
        light: 0,
        deep: Number.NaN,
        late: Number.NaN,
        near: 0,
        echo: 0,
      };
      const [checked] = verified([candidate], unitOf(a), new Map([[1, unitOf(b)]]));
      const oracle = distance.get(Buffer.from(a.buffer), Buffer.from(b.buffer))?.distance ?? Number.NaN;
      expect(checked?.deep).toBeCloseTo(1 - oracle, 4);
    });
    assert(agrees, { numRuns: 50 });
  });
});
