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

/** A term's share of a passage's BM25; 0…weight × 2.2. */
export function termScore(weight: number, count: number, length: number, averageLength: number): number {
  return (weight * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / averageLength));
}

/** The most a term can give, however often it stands there. */
export function mostTermScore(weight: number): number {
  return weight * (K1 + 1);
}
