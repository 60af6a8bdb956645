import type { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { sampleRows } from '../../../src-main/topics/map/sample.ts';
import { distance, type Plane } from '../../../src-main/topics/map/plane.ts';

const NEAREST = 10;
/** Documents asked, evenly from all. */
const ASKED = 400;

/** How well a plane keeps who is near whom. */
export interface Kept {
  /** The share of the ten nearest in the space that are among the ten nearest on the plane. */
  readonly kept: number;
  /** Trustworthiness (Venna and Kaski, 2001), of the documents asked. */
  readonly trust: number;
}

export function keptNeighbours(space: DocumentSpace, plane: Plane): Kept {
  const asked = sampleRows(
    Uint32Array.from({ length: space.count }, (_, row) => row),
    ASKED,
  );
  let [kept, penalty] = [0, 0];
  for (const row of asked) {
    const ranks = ranksOf(space, row);
    const near = nearestOn(plane, row);
    kept += near.filter((other) => ranks[other]! <= NEAREST).length / NEAREST;
    penalty += near.reduce((sum, other) => sum + Math.max(0, ranks[other]! - NEAREST), 0);
  }
  const worst = (NEAREST * (2 * space.count - 3 * NEAREST - 1)) / 2;
  return { kept: kept / asked.length, trust: 1 - penalty / (asked.length * worst) };
}

/** For each document how many are as near in the space or nearer: 1 for the nearest, 0 for itself. */
function ranksOf(space: DocumentSpace, row: number): Int32Array {
  const scores = space.scores(space.row(row)).slice();
  scores[row] = Infinity;
  const order = Uint32Array.from(scores.keys()).sort((left, right) => scores[right]! - scores[left]!);
  const ranks = new Int32Array(order.length);
  order.forEach((other, rank) => {
    ranks[other] = rank;
  });
  return ranks;
}

function nearestOn(plane: Plane, row: number): number[] {
  const far = Float64Array.from({ length: plane.length / 2 }, (_, other) => distance(plane, row, other));
  far[row] = Infinity;
  return Array.from(
    Uint32Array.from(far.keys())
      .sort((left, right) => far[left]! - far[right]!)
      .subarray(0, NEAREST),
  );
}
