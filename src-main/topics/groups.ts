import { innerProduct } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import { farApart, part, type Parted } from './parting.ts';

/** Documents of one subject, the nearest to its middle first. */
export interface Group {
  readonly rows: readonly number[];
  /** The mean cosine with its middle. */
  readonly tightness: number;
}

/** Documents looked at: of more, every so many. */
const MOST = 2_000;
const SMALLEST = 3;
/** Parts are tried up to so many times as many as are wanted: of a whole library few parts would be of no one subject. */
const FINEST = 4;

/**
 * Groups of alike documents, begun with documents far from each other so that the same documents always give the same
 * groups; as many as fit the documents best, of which the tightest and largest are answered first.
 * @param count groups that are wanted; there may be fewer
 */
export function groupsOf(space: DocumentSpace, rows: readonly number[], count: number): Group[] {
  const stride = Math.ceil(rows.length / MOST) || 1;
  const sample = rows.filter((_, index) => index % stride === 0);
  const vectors = sample.map((row) => space.row(row));
  const most = Math.floor(sample.length / SMALLEST);
  const seeds = farApart(vectors, Math.min(count * FINEST, most));
  const finer = Array.from({ length: Math.log2(FINEST) + 1 }, (_, step) => count * 2 ** step);
  const parted = [...new Set(finer.map((groups) => Math.min(groups, seeds.length)))].map((groups) =>
    part(vectors, seeds.slice(0, groups)),
  );
  const best = parted.reduce<Parted | null>(
    (found, one) => (found === null || one.silhouette > found.silhouette ? one : found),
    null,
  );
  return (best?.centres ?? [])
    .map((centre, index) => groupAround(centre, sample, vectors, (place) => best!.nearest[place] === index))
    .filter((group) => group.rows.length >= SMALLEST)
    .toSorted((left, right) => worth(right) - worth(left) || left.rows[0]! - right.rows[0]!)
    .slice(0, count);
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
