import { innerProduct } from '../lib/vector.ts';

/** Two labels whose vectors are nearer than this mean the same. */
const TWIN = 0.9;
/** Sisters, as two makes of computers are, come so near by their first documents, and only their rivalry tells them apart. */
const EQUAL = 0.95;

export function areTwins(left: Float32Array, right: Float32Array): boolean {
  return innerProduct(left, right) >= TWIN;
}

/** For each label the first one that is hardly another, itself where none is before it. */
export function firstTwins(vectors: readonly Float32Array[]): number[] {
  const firsts: number[] = [];
  return vectors.map((vector, label) => {
    const first = firsts.find((place) => innerProduct(vectors[place]!, vector) >= EQUAL);
    if (first !== undefined) return first;
    firsts.push(label);
    return label;
  });
}
