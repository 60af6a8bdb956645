import { rowsOf, type Matrix, type Products } from './products.ts';

/** How many nearest are wanted of each query. */
export const WANTED = 10;

/** The places of the nearest unit rows, by all their numbers; equals in the order of their places. */
export function exactNearest(products: Products, queries: Matrix, rows: Matrix): number[][] {
  const { values: cosines, columns } = products.between(queries, rows);
  return Array.from({ length: rowsOf(queries) }, (_, query) =>
    greatest(cosines.subarray(query * columns, (query + 1) * columns), WANTED),
  );
}

/** Places of the greatest numbers, the greatest first. */
export function greatest(scores: Float32Array, count: number): number[] {
  const least = scores.toSorted().at(-count) ?? Number.NEGATIVE_INFINITY;
  const places: number[] = [];
  for (let place = 0; place < scores.length; place += 1) if (scores[place]! >= least) places.push(place);
  return places.sort((left, right) => scores[right]! - scores[left]! || left - right).slice(0, count);
}
