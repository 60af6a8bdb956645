import { addTo, innerProduct, unit } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';

/** Documents of one subject, the nearest to its middle first. */
export interface Group {
  readonly rows: readonly number[];
  /** The mean cosine with its middle. */
  readonly tightness: number;
}

/** Documents looked at: of more, every so many. */
const MOST = 2_000;
const ROUNDS = 12;
const SMALLEST = 3;

/**
 * Groups of alike documents: k-means on the sphere (Dhillon and Modha, 2001), begun with documents far from each other so
 * that the same documents always give the same groups. Tight and large ones first.
 */
export function groupsOf(space: DocumentSpace, rows: readonly number[], count: number): Group[] {
  const stride = Math.ceil(rows.length / MOST) || 1;
  const sample = rows.filter((_, index) => index % stride === 0);
  const vectors = sample.map((row) => space.row(row));
  let centres = farApart(vectors, Math.min(count, Math.floor(sample.length / SMALLEST)));
  let nearest: number[] = [];
  for (let round = 0; round < ROUNDS && centres.length > 0; round++) {
    const before = nearest;
    nearest = vectors.map((vector) => nearestOf(centres, vector));
    if (nearest.every((centre, index) => centre === before[index])) break;
    centres = centres.map((centre, index) => {
      const sum = new Float32Array(centre.length);
      nearest.forEach((of, place) => {
        if (of === index) addTo(sum, vectors[place]!);
      });
      return sum.some((value) => value !== 0) ? unit(sum) : centre;
    });
  }
  return centres
    .map((centre, index) => groupAround(centre, sample, vectors, (place) => nearest[place] === index))
    .filter((group) => group.rows.length >= SMALLEST)
    .toSorted((left, right) => worth(right) - worth(left) || left.rows[0]! - right.rows[0]!);
}

function worth({ rows, tightness }: Group): number {
  return tightness * Math.log(1 + rows.length);
}

function groupAround(
  centre: Float32Array,
  sample: readonly number[],
  vectors: readonly Float32Array[],
  isIn: (place: number) => boolean,
): Group {
  const members = sample
    .map((row, place) => ({ row, place, cosine: isIn(place) ? innerProduct(centre, vectors[place]!) : 0 }))
    .filter(({ place }) => isIn(place))
    .toSorted((left, right) => right.cosine - left.cosine || left.row - right.row);
  const sum = members.reduce((total, { cosine }) => total + cosine, 0);
  return { rows: members.map(({ row }) => row), tightness: members.length === 0 ? 0 : sum / members.length };
}

/** Each as far as can be from those before it, the first the one farthest from the mean of all. */
function farApart(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const [first] = vectors;
  if (first === undefined || count < 1) return [];
  const mean = new Float32Array(first.length);
  for (const vector of vectors) addTo(mean, vector);
  unit(mean);
  const nearness = Float64Array.from(vectors, (vector) => innerProduct(vector, mean));
  const chosen: Float32Array[] = [];
  while (chosen.length < count) {
    let farthest = 0;
    for (let index = 1; index < nearness.length; index++)
      if (nearness[index]! < nearness[farthest]!) farthest = index;
    const next = vectors[farthest]!;
    vectors.forEach((vector, index) => {
      const cosine = innerProduct(vector, next);
      nearness[index] = chosen.length === 0 ? cosine : Math.max(nearness[index]!, cosine);
    });
    chosen.push(next);
  }
  return chosen;
}

function nearestOf(centres: readonly Float32Array[], vector: Float32Array): number {
  let best = 0;
  let highest = -Infinity;
  centres.forEach((centre, index) => {
    const cosine = innerProduct(centre, vector);
    if (cosine > highest) [best, highest] = [index, cosine];
  });
  return best;
}
