import { array, assert, constantFrom, integer, property, record, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CodeScan } from '../../../src-main/storage/code-scan.ts';
import type { Span } from '../../../src-main/lib/span.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { hammingDistance } from '../../helpers/hamming-distance.ts';

/** Few different bytes, so that distances are often equal. */
const codeOf = (width: number) =>
  uint8Array({ minLength: width, maxLength: width, max: 3 }).map((code) => code.map((byte) => byte * 17));

interface Place {
  readonly code: Uint8Array;
  readonly live: boolean;
  readonly allowed: boolean;
}

/** The four highest bits of a code of 48 bytes are a number, and no signs. */
function signsThatDiffer(code: Uint8Array, query: Uint8Array): number {
  const isMarked = code.length === 48;
  const number = isMarked ? hammingDistance(code.subarray(47), query.subarray(47)) : 0;
  const signs = isMarked ? hammingDistance(Uint8Array.of(code[47]! & 15), Uint8Array.of(query[47]! & 15)) : 0;
  return hammingDistance(code, query) - number + signs;
}

/** By a sort: the `count` nearest and all as far as the last of them. */
function plainlyNearest(
  places: readonly Place[],
  query: Uint8Array,
  count: number,
  filtered: boolean,
): number[] {
  const found = places
    .map((place, id) => ({ ...place, id, distance: signsThatDiffer(place.code, query) }))
    .filter(({ live, allowed }) => live && (allowed || !filtered));
  const last = found.map(({ distance }) => distance).toSorted((left, right) => left - right)[
    Math.min(count, found.length) - 1
  ];
  return found.filter(({ distance }) => distance <= (last ?? -1)).map(({ id }) => id);
}

describe('the scan of resident codes', () => {
  it.each([32, 48])('finds in codes of %i bytes what a sort finds, filtered or not', (width) => {
    const resident = ResidentCodes.ofWidth(width);
    const scan = new CodeScan(resident);
    const place = record({
      code: codeOf(width),
      live: constantFrom(true, false),
      allowed: constantFrom(true, false, false, false),
    });
    const holds = property(
      array(place, { minLength: 1, maxLength: 40 }),
      codeOf(width),
      integer({ min: 1, max: 45 }),
      constantFrom(true, false),
      (places, query, count, filtered) => {
        resident.live.fill(0, 0, resident.used);
        places.forEach(({ code, live }, id) => {
          resident.put(id, code);
          if (!live) resident.clear(id, 1);
        });
        const allowed = filtered ? Uint8Array.from(places, (one) => (one.allowed ? 1 : 0)) : null;
        const padded = allowed === null ? null : Uint8Array.from({ ...allowed, length: resident.used });
        expect([...scan.nearest(query, count, padded)]).toEqual(
          plainlyNearest(places, query, count, filtered),
        );
      },
    );
    assert(holds, { numRuns: 300 });
  });

  it('adds what other codes of the same places say', () => {
    const resident = ResidentCodes.ofWidth(48);
    const scan = new CodeScan(resident);
    const place = record({ code: codeOf(48), beside: constantFrom(0, 1, 5, 256, 65_535) });
    const holds = property(
      array(place, { minLength: 1, maxLength: 40 }),
      codeOf(48),
      integer({ min: 1, max: 45 }),
      (places, query, count) => {
        resident.live.fill(0, 0, resident.used);
        places.forEach(({ code }, id) => {
          resident.put(id, code);
        });
        const distances = ({ first, end }: Span): Uint16Array =>
          Uint16Array.from({ length: end - first }, (_, index) => places[first + index]?.beside ?? 0);
        const sums = places
          .map(({ code, beside }, id) => ({ id, beside, distance: beside + signsThatDiffer(code, query) }))
          .filter(({ beside }) => beside !== 65_535);
        const last = sums.map(({ distance }) => distance).toSorted((left, right) => left - right)[
          Math.min(count, sums.length) - 1
        ];
        expect([...scan.nearest(query, count, null, { distances })]).toEqual(
          sums.filter(({ distance }) => distance <= (last ?? -1)).map(({ id }) => id),
        );
      },
    );
    assert(holds, { numRuns: 300 });
  });

  it('measures a span for others to add', () => {
    const resident = ResidentCodes.ofWidth(32);
    const codes = [0, 1, 3, 7].map((byte) =>
      Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? byte : 0)),
    );
    codes.forEach((code, id) => {
      resident.put(id, code);
    });
    resident.clear(1, 1);
    const measured = new CodeScan(resident).measured(new Uint8Array(32), { first: 0, end: 8 });
    expect([...measured]).toEqual([0, 65_535, 2, 3, 65_535, 65_535, 65_535, 65_535]);
  });

  it('looks at codes of one edition alone', () => {
    const resident = ResidentCodes.ofWidth(48);
    const scan = new CodeScan(resident);
    const [zeros, ones] = [new Uint8Array(48), new Uint8Array(48).fill(1)];
    resident.put(0, zeros);
    resident.put(1, ones);
    const before = resident.layer;
    resident.layerOf(1).codes.set(ones, 0);
    expect([...scan.nearest(ones, 1, null)]).toEqual([1]);
    resident.turn(1);
    resident.put(1, zeros);
    expect([...scan.nearest(ones, 1, null)]).toEqual([0]);
    expect([...scan.nearest(ones, 1, null, { layer: before })]).toEqual([1]);
  });

  it('gives scanners of one memory areas of their own', () => {
    const resident = ResidentCodes.ofWidth(32);
    const [first, second] = [resident.areaOf(0), resident.areaOf(1)];
    expect(second.distances).toBeGreaterThanOrEqual(first.places + 4 * first.room);
    expect(second.query).toBeGreaterThanOrEqual(first.others + 4 * 701);
    expect(first.others).toBeGreaterThanOrEqual(first.counts + 4 * 701);
  });
});
