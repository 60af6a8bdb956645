import { directionsOf, type Projection } from './projection.ts';
import { polarFactor } from './polar.ts';
import { principalDirections } from './principal.ts';
import { transpose, type Matrix, type Products } from './products.ts';

/** As many as Gong and Lazebnik take. */
const ITERATIONS = 50;

/**
 * Iterative quantisation (Gong and Lazebnik, Iterative Quantization: A Procrustean Approach to Learning Binary Codes,
 * 2011): the first principal directions, then the rotation of them under which signs lose least, found by taking turns
 * between the signs and the rotation nearest to them.
 */
export function iterativeQuantisation(products: Products, vectors: Matrix, bits: number): Projection {
  const { centre, directions, centred } = principalDirections(products, vectors, bits);
  const lanes = products.between(centred, directions);
  const turned = transpose(lanes);
  let rotation: Matrix = directionsOf(bits, bits);
  for (let turn = 0; turn < ITERATIONS; turn += 1) {
    // Rows of `rotation` are the new axes: lanes × rotationᵀ.
    const signs = signsOf(products.between(lanes, rotation));
    rotation = polarFactor(products.between(transpose(signs), turned));
  }
  return { centre, directions: products.between(rotation, transpose(directions)) };
}

function signsOf({ values, columns }: Matrix): Matrix {
  return { values: values.map((value) => (value > 0 ? 1 : -1)), columns };
}
