import { quantise } from '../../../src-main/embed/heavy/heavy-model.ts';
import { dot, unit } from '../../../src-main/search/verification.ts';
import { below } from './random.ts';

/** The cosine of each vector to the nearest other. */
export function nearestCosines(vectors: readonly Float32Array[]): number[] {
  return vectors.map((vector) => {
    let most = -1;
    for (const other of vectors) if (other !== vector) most = Math.max(most, dot(vector, other));
    return most;
  });
}

/**
 * A vector around a real one: as near to it as a real vector is to its nearest neighbour (that cosine is drawn from
 * the real ones), away in a direction in which two real vectors differ, so that the drawn ones fill the space as the
 * real ones do.
 */
export function drawVector(
  vectors: readonly Float32Array[],
  cosines: readonly number[],
  random: () => number,
): Int8Array {
  const any = (): Float32Array => vectors[below(vectors.length, random)] ?? new Float32Array();
  const centre = any();
  const cosine = cosines[below(cosines.length, random)] ?? 1;
  const away = rightAngled(difference(any(), any()), centre);
  const share = Math.sqrt(1 - cosine * cosine);
  return quantise(centre.map((lane, index) => cosine * lane + share * (away[index] ?? 0)));
}

function difference(left: Float32Array, right: Float32Array): Float32Array {
  return left.map((lane, index) => lane - (right[index] ?? 0));
}

/** The part of a vector at right angles to a unit vector, of unit length. */
function rightAngled(vector: Float32Array, axis: Float32Array): Float32Array {
  const along = dot(vector, axis);
  return unit(vector.map((lane, index) => lane - along * (axis[index] ?? 0)));
}
