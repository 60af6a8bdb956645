import type { DocumentSpace } from '../../lib/document-space.ts';
import { seededRandom } from '../../lib/seeded-random.ts';
import { addTo, innerProduct, unit } from '../../lib/vector.ts';
import type { Plane } from './plane.ts';

/** Rounds of subspace iteration: the two widest directions of documents settle well before. */
const ROUNDS = 40;
const SEED = 7;

/** Documents on the plane of their two widest directions (principal components): what a map starts from. */
export function principalPlane(space: DocumentSpace): Plane {
  const rows = Array.from({ length: space.count }, (_, row) => space.row(row));
  const middle = meanOf(rows, space.dimensions);
  for (const row of rows) addTo(row, middle, -1);
  const [first, second] = widest(rows, space.dimensions);
  return Float64Array.from(rows.flatMap((row) => [innerProduct(row, first), innerProduct(row, second)]));
}

/** Two directions, multiplied by the covariance and made upright to each other again and again. */
function widest(rows: readonly Float32Array[], dimensions: number): [Float32Array, Float32Array] {
  const random = seededRandom(SEED);
  const any = (): Float32Array => unit(Float32Array.from({ length: dimensions }, () => 2 * random() - 1));
  let [first, second] = [any(), any()];
  for (let round = 0; round < ROUNDS; round++) {
    first = unit(spreadAlong(rows, first));
    const next = spreadAlong(rows, second);
    second = unit(addTo(next, first, -innerProduct(next, first)));
  }
  return [first, second];
}

function spreadAlong(rows: readonly Float32Array[], direction: Float32Array): Float32Array {
  const sum = new Float32Array(direction.length);
  for (const row of rows) addTo(sum, row, innerProduct(row, direction));
  return sum;
}

function meanOf(rows: readonly Float32Array[], dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const row of rows) addTo(sum, row, 1 / rows.length);
  return sum;
}
