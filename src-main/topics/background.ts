/** How documents that have nothing to do with a label score, and from where on one belongs. */
export interface Background {
  /** The score of an ordinary document. */
  readonly location: number;
  /** What ordinary documents' scores differ by: the unit of `line`. */
  readonly scale: number;
  /** Proposed threshold, in scales above the location. */
  readonly line: number;
}

/** Scores looked at to find the location: of more, every so many. */
const SAMPLE = 8_192;
/** The share of a normal distribution below its mean less its deviation. */
const ONE_BELOW = 0.1587;
/** Documents above the line that are there by chance, as far as the background tells. */
const FALSE_SHARE = 0.1;
const [LEAST_LINE, MOST_LINE, STEP] = [1, 6, 0.05];

/**
 * The background from the median and the lower half of all scores, which a label's own documents hardly touch: an
 * empirical null (Efron, "Large-scale simultaneous hypothesis testing", JASA 2004). The line is the lowest at which the
 * background alone would give no more than a set share of what lies above it (Benjamini and Hochberg, 1995).
 */
export function fitBackground(scores: Float32Array): Background {
  const stride = Math.max(1, Math.floor(scores.length / SAMPLE));
  const sample = new Float32Array(Math.ceil(scores.length / stride));
  for (let index = 0; index < sample.length; index++) sample[index] = scores[index * stride]!;
  sample.sort();
  const location = sample[Math.floor(sample.length / 2)] ?? 0;
  const below = sample[Math.floor(sample.length * ONE_BELOW)] ?? 0;
  const scale = Math.max(location - below, Number.EPSILON);
  return { location, scale, line: lineOf(scores, location, scale) };
}

function lineOf(scores: Float32Array, location: number, scale: number): number {
  const steps = Math.round((MOST_LINE - LEAST_LINE) / STEP);
  const counts = new Uint32Array(steps + 1);
  const lowest = location + LEAST_LINE * scale;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score >= lowest) counts[Math.min(steps, Math.floor((score - lowest) / (scale * STEP)))]! += 1;
  }
  let above = 0;
  let line = MOST_LINE;
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
