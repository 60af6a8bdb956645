import { array, assert, constantFrom, integer, property, record, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CodeScan } from '../../../src-main/storage/code-scan.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { hammingDistance } from '../../helpers/hamming-distance.ts';

/** Few different bytes, so that distances are often equal. */
const codeOf = (width: number) => uint8Array({ minLength: width, maxLength: width, max: 3 });

interface Place {
  readonly code: Uint8Array;
  readonly live: boolean;
  readonly allowed: boolean;
}

/** By a sort: the `count` nearest and all as far as the last of them. */
function plainlyNearest(
  places: readonly Place[],
  query: Uint8Array,
  count: number,
  filtered: boolean,
): number[] {
  const found = places
    .map((place, id) => ({ ...place, id, distance: hammingDistance(place.code, query) }))
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

  it('gives scanners of one memory areas of their own', () => {
    const resident = ResidentCodes.ofWidth(32);
    const [first, second] = [resident.areaOf(0), resident.areaOf(1)];
    expect(second.distances).toBeGreaterThanOrEqual(first.places + 4 * first.room);
    expect(second.query).toBeGreaterThan(first.counts + 4 * 257);
  });
});
