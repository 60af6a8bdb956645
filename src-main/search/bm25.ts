/** FTS5's constants (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009; sqlite fts5_aux.c). */
const K1 = 1.2;
const B = 0.75;
/** FTS5's floor for words that stand in more than half of all rows. */
const LEAST_WEIGHT = 1e-6;

/** How much a word that stands in `frequency` of `passages` passages says. */
export function inverseFrequency(frequency: number, passages: number): number {
  const weight = Math.log((passages - frequency + 0.5) / (frequency + 0.5));
  return weight <= 0 ? LEAST_WEIGHT : weight;
}

/** The most a term can give, however often it stands there. */
export function mostTermScore(weight: number): number {
  return weight * (K1 + 1);
}

/** A term that stands `count` times among `length` gives count ÷ (count + base + slope × length) of the most it can. */
export interface Saturation {
  readonly base: number;
  readonly slope: number;
}

export function saturationOf(averageLength: number): Saturation {
  return { base: K1 * (1 - B), slope: (K1 * B) / averageLength };
}

/** A term's share of a passage's BM25; 0…weight × 2.2. */
export function termScore(
  weight: number,
  count: number,
  length: number,
  { base, slope }: Saturation,
): number {
  return (mostTermScore(weight) * count) / (count + base + slope * length);
}
