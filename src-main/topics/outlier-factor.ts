import { innerProduct } from '../lib/vector.ts';

/** Neighbours a point is compared with: what the authors of Lbl2Vec took over from scikit-learn. */
const NEIGHBOURS = 20;
/** Keeps points that coincide from being infinitely dense. */
const LEAST_REACH = 1e-10;

/**
 * How much less dense it is around each point than around its neighbours; about 1 within a cluster, more for an outlier
 * (Breunig et al., "LOF: Identifying density-based local outliers", SIGMOD 2000, definitions 3 to 7). Distances are
 * Euclidean between unit vectors.
 */
export function localOutlierFactors(points: readonly Float32Array[]): number[] {
  const neighbours = Math.min(NEIGHBOURS, points.length - 1);
  if (neighbours < 1) return points.map(() => 1);
  const distances = distancesOf(points);
  const nearest = distances.map((row, point) =>
    Array.from(row.keys())
      .filter((other) => other !== point)
      .sort((left, right) => row[left]! - row[right]! || left - right)
      .slice(0, neighbours),
  );
  const reach = nearest.map((others, point) => distances[point]![others.at(-1)!]!);
  const density = nearest.map((others, point) => {
    const sum = others.reduce(
      (total, other) => total + Math.max(reach[other]!, distances[point]![other]!),
      0,
    );
    return 1 / (sum / neighbours + LEAST_REACH);
  });
  return nearest.map(
    (others, point) =>
      others.reduce((total, other) => total + density[other]!, 0) / neighbours / density[point]!,
  );
}

function distancesOf(points: readonly Float32Array[]): Float64Array[] {
  const distances = points.map(() => new Float64Array(points.length));
  points.forEach((left, row) => {
    for (let column = 0; column < row; column++) {
      const cosine = innerProduct(left, points[column]!);
      const distance = Math.sqrt(Math.max(0, 2 - 2 * cosine));
      distances[row]![column] = distance;
      distances[column]![row] = distance;
    }
  });
  return distances;
}
