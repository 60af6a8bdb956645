import { directionsOf, type Projection } from './projection.ts';
import { polarFactor } from './polar.ts';
import type { Principal } from './principal.ts';
import { transpose, type Matrix, type Products } from './products.ts';

/** As many as Gong and Lazebnik take. */
const ITERATIONS = 50;

/**
 * Iterative quantisation (Gong and Lazebnik, Iterative Quantization: A Procrustean Approach to Learning Binary Codes,
 * 2011): the first principal directions, then the rotation of them under which signs lose least, found by taking turns
 * between the signs and the rotation nearest to them.
 */
export function iterativeQuantisation(products: Products, principal: Principal, bits: number): Projection {
  const { centre, centred } = principal;
  const directions = firstRows(principal.directions, bits);
  const lanes = products.between(centred, directions);
  const turned = transpose(lanes);
  let rotation: Matrix = directionsOf(bits, bits);
  for (let turn = 0; turn < ITERATIONS; turn += 1) {
    // Rows of `rotation` are the new axes: lanes × rotationᵀ.
    const signs = signsOf(products.between(lanes, rotation));
    rotation = polarFactor(leaning(products.between(transpose(signs), turned), rotation));
  }
  return { centre, directions: products.between(rotation, transpose(directions)) };
}

/** Lanes in which no vector differs ask for no rotation: there the one before stays. */
const LEAN = 1e-5;

function leaning(asked: Matrix, before: Matrix): Matrix {
  const most = asked.values.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  const values = asked.values.map((value, index) => value + LEAN * most * before.values[index]!);
  return { values, columns: asked.columns };
}

function firstRows({ values, columns }: Matrix, count: number): Matrix {
  return { values: values.subarray(0, count * columns), columns };
}

function signsOf({ values, columns }: Matrix): Matrix {
  return { values: values.map((value) => (value > 0 ? 1 : -1)), columns };
}
