import { seededRandom } from './random.ts';

/** Numbers −1…1 that are the same every time. */
export function randomly(seed: number): () => number {
  const random = seededRandom(seed);
  return () => 2 * random() - 1;
}

/** Rows in int8 around given middles, `each` of them a middle, `spread` away. */
export function rowsAround(
  middles: readonly (readonly number[])[],
  { each, spread, seed = 1 }: { readonly each: number; readonly spread: number; readonly seed?: number },
): Int8Array {
  const next = randomly(seed);
  const rows = middles.flatMap((middle) =>
    Array.from({ length: each }, () => middle.map((value) => value + spread * next())),
  );
  return Int8Array.from(
    rows.flatMap((row) => {
      const largest = Math.max(...row.map(Math.abs));
      return row.map((value) => Math.round((value / largest) * 127));
    }),
  );
}

/** A vector with one at a place and zeros elsewhere. */
export function axis(dimensions: number, place: number): number[] {
  return Array.from({ length: dimensions }, (_, index) => Number(index === place));
}
