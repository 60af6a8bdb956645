import { lengthOf } from '../lib/vector.ts';
import type { FittedLabel } from './fit-labels.ts';
import { wordsAdd, type WordGauge } from './word-evidence.ts';

/** A label in one space, as plain data: what scores a document that was not there when the label was fitted. */
export interface Gauge {
  readonly centre: Float32Array;
  readonly vector: Float32Array;
  /** Of a cosine: the line, and what one step on the scale of scores is. */
  readonly line: number;
  readonly scale: number;
  /** What a document's words add to its cosine; null where they do not count. */
  readonly words: WordGauge | null;
}

const NOTHING_SAID: ReadonlySet<string> = new Set();

export function gaugeOf(label: FittedLabel, centre: Float32Array): Gauge {
  return { centre, vector: label.vector, words: label.words, ...measureOf(label) };
}

export function measureOf({ background }: Pick<FittedLabel, 'background'>): Pick<Gauge, 'line' | 'scale'> {
  const { location, scale, line } = background;
  return { line: location + line * scale, scale };
}

/** The score 0…1 of a cosine: ½ on the line, and as far above or below as it lies in units of the background. */
export function scoreOf(cosine: number, { line, scale }: Pick<Gauge, 'line' | 'scale'>): number {
  return 1 / (1 + Math.exp((line - cosine) / scale));
}

/**
 * The score of a document's vector of any length, 0…1.
 * @param said its terms
 */
export function gauge(
  document: ArrayLike<number>,
  measure: Gauge,
  said: ReadonlySet<string> = NOTHING_SAID,
): number {
  const { centre, vector } = measure;
  const length = lengthOf(document) || 1;
  let [product, square] = [0, 0];
  for (let column = 0; column < vector.length; column++) {
    const value = document[column]! / length - centre[column]!;
    product += value * vector[column]!;
    square += value * value;
  }
  const cosine = square > 0 ? product / Math.sqrt(square) : 0;
  return scoreOf(measure.words === null ? cosine : cosine + wordsAdd(said, measure.words), measure);
}
