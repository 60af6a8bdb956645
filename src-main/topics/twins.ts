import { innerProduct } from '../lib/vector.ts';

/** Two labels whose vectors are nearer than this mean the same. */
const TWIN = 0.9;

export function areTwins(left: Float32Array, right: Float32Array): boolean {
  return innerProduct(left, right) >= TWIN;
}

/** For each label the first one that means the same, itself where none does before it. */
export function firstTwins(vectors: readonly Float32Array[]): number[] {
  const firsts: number[] = [];
  return vectors.map((vector, label) => {
    const first = firsts.find((place) => areTwins(vectors[place]!, vector));
    if (first !== undefined) return first;
    firsts.push(label);
    return label;
  });
}
