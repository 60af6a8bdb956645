import type { Calibration } from './fusion.ts';
import { innerProduct, unitOf } from '../lib/vector.ts';

/**
 * Bounds of similarity per model: the lower one is what an unrelated passage gets, the upper one what the
 * best of thousands gets. A light similarity promises a little less than a heavy one of the same height, for
 * what was chosen by it regresses to the mean; so its bounds lie higher, and a passage is neither favoured nor
 * punished for lacking a heavy vector.
 */
export const LIGHT_CALIBRATION: Calibration = { low: 0.11, high: 0.89 };
export const DEEP_CALIBRATION: Calibration = { low: 0.1, high: 0.8 };
/** Of late interaction: a passage chosen to be read so stands as high by it, on average, as by its vector. */
export const LATE_CALIBRATION: Calibration = { low: 0.3, high: 0.7 };

/** How far below "the same" the best of thousands stays, of the way from what unrelated texts share: as fitted above. */
const BEST_FALLS_SHORT = (1 - DEEP_CALIBRATION.high) / (1 - DEEP_CALIBRATION.low);

/** The bounds of a model by its vectors of texts that have nothing in common. Pure. */
export function calibrationOf(unrelated: readonly Int8Array[]): Calibration {
  const units = unrelated.map(unitOf);
  const cosines = units.flatMap((left, place) =>
    units.slice(place + 1).map((right) => innerProduct(left, right)),
  );
  const low = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  return { low, high: 1 - (1 - low) * BEST_FALLS_SHORT };
}
