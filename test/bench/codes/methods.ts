import { iterativeQuantisation } from './iterative-quantisation.ts';
import type { Method } from './measure.ts';
import { meanOf, type Matrix, type Products } from './products.ts';
import { principalDirections } from './principal.ts';
import { axes, directionsOf } from './projection.ts';
import { residual, scalar, SIGN } from './quantisers.ts';

export const BIT_COUNTS = [128, 192, 256, 320, 384] as const;

/** Fixed directions, a bit each. */
export function fixedSigns(dimensions: number, counts: readonly number[]): Method[] {
  const centre = new Float32Array(dimensions);
  return counts.map((bits) => ({
    name: 'fixed directions',
    projection: { centre, directions: directionsOf(dimensions, bits) },
    quantiser: SIGN,
  }));
}

/** The same seen from the mean of vectors. */
export function centredSigns(fitted: Matrix, counts: readonly number[]): Method[] {
  const centre = meanOf(fitted);
  return fixedSigns(fitted.columns, counts).map(({ projection, quantiser }) => ({
    name: 'fixed, centred',
    projection: { ...projection, centre },
    quantiser,
  }));
}

export type LevelSize = readonly [bits: 2 | 4, lanes: number];

/** Four bits of 96 lanes take what two bits of 192 take. */
export const LEVEL_SIZES: readonly LevelSize[] = [
  [2, 128],
  [2, 192],
  [2, 256],
  [4, 96],
  [4, 128],
  [4, 192],
  [4, 256],
];

/** Fixed directions, two or four bits each. */
export function fixedLevels(dimensions: number, sizes: readonly LevelSize[]): Method[] {
  return sizes.flatMap(([bits, lanes]) =>
    [residual(bits), scalar(bits)].map((quantiser) => ({
      name: `fixed, ${quantiser.name}`,
      projection: { centre: new Float32Array(dimensions), directions: directionsOf(dimensions, lanes) },
      quantiser,
    })),
  );
}

/** Fitted rotations, a bit a direction. */
export function* fittedSigns(
  products: Products,
  fitted: Matrix,
  counts: readonly number[],
): Generator<Method> {
  const principal = principalDirections(products, fitted);
  for (const bits of counts) {
    process.stderr.write(`Fitting ${bits} directions …\n`);
    yield {
      name: 'PCA + ITQ',
      projection: iterativeQuantisation(products, principal, bits),
      quantiser: SIGN,
    };
  }
}

/** The axes as they are, seen from a centre: what light codes are made of. */
export function axisSigns(centre: Float32Array, counts: readonly number[]): Method[] {
  return counts.map((bits) => ({
    name: 'own axes, centred',
    projection: { centre, directions: axes(centre.length, bits) },
    quantiser: SIGN,
  }));
}
