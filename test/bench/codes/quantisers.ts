/** Rounds a lane to one of 2^bits values. Lanes come in standard deviations of a normal law. */
export interface Quantiser {
  readonly name: string;
  readonly bits: 1 | 2 | 4;
  /** What each index stands for. */
  readonly values: Float32Array;
  /** Its highest bit is the lane's sign, whatever the rest says. */
  readonly indexOf: (lane: number) => number;
}

/** The sign alone (Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002). */
export const SIGN: Quantiser = {
  name: 'sign',
  bits: 1,
  values: Float32Array.of(-1, 1),
  indexOf: (lane) => Number(lane > 0),
};

/** The positive levels of least squared error for a normal law (Max, Quantizing for Minimum Distortion, 1960, table I). */
const LEAST_ERROR: Readonly<Record<2 | 4, readonly number[]>> = {
  2: [0.4528, 1.51],
  4: [0.1284, 0.3881, 0.6568, 0.9424, 1.256, 1.618, 2.069, 2.733],
};

/** Plain scalar quantisation: each lane to the nearest of Max's levels. */
export function scalar(bits: 2 | 4): Quantiser {
  const above = LEAST_ERROR[bits];
  const values = Float32Array.from([...above.map((level) => -level).toReversed(), ...above]);
  const borders = values.slice(1).map((value, index) => (value + values[index]!) / 2);
  // Zero is a border, and belongs to what lies below, as with signs alone.
  const indexOf = (lane: number): number => borders.reduce((sum, border) => sum + Number(lane > border), 0);
  return { name: 'scalar', bits, values, indexOf };
}

/**
 * Recurrent binarisation: the sign of a lane, then the sign of what is left of it, and so on, each worth the mean
 * magnitude of what it rounds; a lane's value is the sum of its levels. BEBR's codes without its learned network (Gan
 * et al., Binary Embedding-based Retrieval at Tencent, KDD 2023).
 */
export function residual(bits: 2 | 4): Quantiser {
  const worths = residualWorths(bits);
  const values = Float32Array.from({ length: 1 << bits }, (_, index) =>
    worths.reduce((sum, worth, level) => sum + (isSet(index, bits - 1 - level) ? worth : -worth), 0),
  );
  const indexOf = (lane: number): number => {
    let index = 0;
    let rest = lane;
    for (const worth of worths) {
      index = index * 2 + Number(rest > 0);
      rest -= rest > 0 ? worth : -worth;
    }
    return index;
  };
  return { name: 'residual', bits, values, indexOf };
}

function isSet(index: number, bit: number): boolean {
  return ((index >> bit) & 1) === 1;
}

/** Lanes as a normal law has them, from −6 to 6. */
const LANES = Float64Array.from({ length: 12_001 }, (_, index) => index / 1_000 - 6);
const WEIGHTS = LANES.map((lane) => Math.exp((-lane * lane) / 2));
const WEIGHT = WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** The mean over a normal law of something told for each of its lanes. */
function normalMean(told: (lane: number, index: number) => number): number {
  return LANES.reduce((sum, lane, index) => sum + told(lane, index) * WEIGHTS[index]!, 0) / WEIGHT;
}

/** The mean magnitude of what each level leaves to the next. */
function residualWorths(levels: number): number[] {
  let rests = LANES;
  return Array.from({ length: levels }, () => {
    const worth = normalMean((_, index) => Math.abs(rests[index]!));
    rests = rests.map((rest) => Math.abs(rest) - worth);
    return worth;
  });
}
