/** The Euclidean length of a vector. */
export function lengthOf(vector: ArrayLike<number>): number {
  let square = 0;
  for (let index = 0; index < vector.length; index++) square += vector[index]! * vector[index]!;
  return Math.sqrt(square);
}

/** Makes a vector's length 1, in place; one of nothing but zeros stays. */
export function unit(vector: Float32Array): Float32Array {
  const length = lengthOf(vector) || 1;
  for (let index = 0; index < vector.length; index++) vector[index]! /= length;
  return vector;
}

/** A copy of length 1; int8 lanes are taken as directions alone. */
export function unitOf(vector: Int8Array | Float32Array): Float32Array {
  return unit(new Float32Array(vector));
}

/** Adds `weight` times a vector to another, in place. */
export function addTo(sum: Float32Array, vector: ArrayLike<number>, weight = 1): Float32Array {
  for (let index = 0; index < sum.length; index++) sum[index]! += weight * vector[index]!;
  return sum;
}

export function innerProduct(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index]! * right[index]!;
  return sum;
}

/**
 * The products of a vector with rows of as many lanes, one after the other. Four sums at once: each addition would wait
 * for the one before.
 */
export function rowProducts(rows: Float32Array, vector: ArrayLike<number>): Float32Array {
  const { length } = vector;
  const products = new Float32Array(rows.length / length);
  for (let row = 0; row < products.length; row++) {
    const from = row * length;
    let [a, b, c, d] = [0, 0, 0, 0];
    let lane = 0;
    for (; lane + 3 < length; lane += 4) {
      a += rows[from + lane]! * vector[lane]!;
      b += rows[from + lane + 1]! * vector[lane + 1]!;
      c += rows[from + lane + 2]! * vector[lane + 2]!;
      d += rows[from + lane + 3]! * vector[lane + 3]!;
    }
    for (; lane < length; lane++) a += rows[from + lane]! * vector[lane]!;
    products[row] = a + b + (c + d);
  }
  return products;
}
