import type { Calibration } from './fusion.ts';

/**
 * Bounds of similarity per model: the lower one is what an unrelated passage gets, the upper one what the
 * best of thousands gets. A light similarity promises a little less than a heavy one of the same height, for
 * what was chosen by it regresses to the mean; so its bounds lie higher, and a passage is neither favoured nor
 * punished for lacking a heavy vector.
 */
export const LIGHT_CALIBRATION: Calibration = { low: 0.11, high: 0.89 };
export const DEEP_CALIBRATION: Calibration = { low: 0.1, high: 0.8 };
