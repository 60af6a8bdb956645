/** How documents that have nothing to do with a label score, and from where on one belongs. */
export interface Background {
  /** The score of an ordinary document. */
  readonly location: number;
  /** What ordinary documents' scores differ by: the unit of `line`. */
  readonly scale: number;
  /** Proposed threshold, in scales above the location. */
  readonly line: number;
  /** False where no line keeps those that lie above it by chance few. */
  readonly isTold: boolean;
}

/** Scores looked at to find the location: of more, every so many. */
const SAMPLE = 8_192;
/** Half of a normal distribution lies within so many deviations of its mean. */
const QUARTILE = 0.6745;
/** Documents above the line that are there by chance, as far as the background tells. */
const FALSE_SHARE = 0.1;
const [LEAST_LINE, MOST_LINE, STEP] = [1, 6, 0.05];

/**
 * The background from the shortest half of all scores (Rousseeuw, "Least median of squares regression", JASA 1984), which a
 * label's own documents hardly touch, nor those of quite another kind: an empirical null (Efron, JASA 2004). The line is the lowest at which the
 * background alone would give no more than a set share of what lies above it (Benjamini and Hochberg, 1995).
 */
export function fitBackground(scores: Float32Array): Background {
  const stride = Math.max(1, Math.floor(scores.length / SAMPLE));
  const sample = new Float32Array(Math.ceil(scores.length / stride));
  for (let index = 0; index < sample.length; index++) sample[index] = scores[index * stride]!;
  sample.sort();
  const { location, halfWidth } = shortestHalf(sample);
  const scale = Math.max(halfWidth / QUARTILE, Number.EPSILON);
  const line = lineOf(scores, location, scale);
  return { location, scale, line: line ?? MOST_LINE, isTold: line !== null };
}

/** The narrowest interval that holds half of sorted scores: what lies beside the bulk, on either side, does not move it. */
function shortestHalf(sorted: Float32Array): { location: number; halfWidth: number } {
  const held = Math.floor(sorted.length / 2);
  let [from, width] = [0, Infinity];
  for (let index = 0; index + held < sorted.length; index++) {
    const wide = sorted[index + held]! - sorted[index]!;
    if (wide < width) [from, width] = [index, wide];
  }
  if (sorted.length === 0) return { location: 0, halfWidth: 0 };
  return { location: (sorted[from]! + sorted[from + held]!) / 2, halfWidth: width / 2 };
}

function lineOf(scores: Float32Array, location: number, scale: number): number | null {
  const steps = Math.round((MOST_LINE - LEAST_LINE) / STEP);
  const counts = new Uint32Array(steps + 1);
  const lowest = location + LEAST_LINE * scale;
  const stepsAScore = 1 / (scale * STEP);
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score >= lowest) counts[Math.min(steps, Math.floor((score - lowest) * stepsAScore))]! += 1;
  }
  let above = 0;
  let line: number | null = null;
  for (let step = steps; step >= 0; step--) {
    above += counts[step]!;
    const at = LEAST_LINE + step * STEP;
    if (above > 0 && scores.length * upperTail(at) <= FALSE_SHARE * above) line = at;
  }
  return line;
}

/** The share of a normal distribution above a number of deviations (Abramowitz and Stegun, 7.1.26; error below 1e-7). */
function upperTail(deviations: number): number {
  const x = deviations / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 0.5 * polynomial * Math.exp(-x * x);
}
