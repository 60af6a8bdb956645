import type { Calibration } from './fusion.ts';

/**
 * Bounds of similarity per model: the lower one is what an unrelated passage gets, the upper one what the
 * best of thousands gets. Light and heavy vectors share a space by construction, so they share the bounds,
 * and a passage is neither favoured nor punished for lacking a heavy vector.
 */
export const LIGHT_CALIBRATION: Calibration = { low: 0.1, high: 0.8 };
export const DEEP_CALIBRATION: Calibration = { low: 0.1, high: 0.8 };
