import type { DocumentSpace } from '../../lib/document-space.ts';
import { highest } from '../highest.ts';

/** The documents nearest to one, nearest first, and their cosines. */
export interface Neighbours {
  readonly rows: readonly number[];
  readonly cosines: readonly number[];
}

/** Documents of a space nearest to each vector of the same model, centred. */
export function neighboursOf(
  space: DocumentSpace,
  vectors: readonly Float32Array[],
  count: number,
): Neighbours[] {
  const found: Neighbours[] = [];
  space.scoresOf(vectors, (scores) => {
    const rows = highest(scores, count);
    found.push({ rows, cosines: rows.map((row) => scores[row]!) });
  });
  return found;
}

/** Of each document from a place on the nearest others, itself first: exact, by the kernel. */
export function neighboursWithin(
  space: DocumentSpace,
  { from, to }: { readonly from: number; readonly to: number },
  count: number,
): Neighbours[] {
  const vectors = Array.from({ length: to - from }, (_, place) => space.row(from + place));
  return neighboursOf(space, vectors, count + 1).map(({ rows, cosines }, place) => {
    const own = from + place;
    const others = rows.flatMap((row, at) => (row === own ? [] : [{ row, cosine: cosines[at]! }]));
    const kept = others.slice(0, count);
    return { rows: [own, ...kept.map(({ row }) => row)], cosines: [1, ...kept.map(({ cosine }) => cosine)] };
  });
}
