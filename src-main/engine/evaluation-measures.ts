/** Documents judged for one query, with the gain of each; higher is better, above 0. */
export type Judgements = ReadonlyMap<string, number>;

/** nDCG with linear gain and log2 discount (Järvelin and Kekäläinen, 2002), 0…1. */
export function discountedGain(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const gained = sumDiscounted(ranked.slice(0, depth).map((id) => judgements.get(id) ?? 0));
  const ideal = [...judgements.values()].toSorted((left, right) => right - left).slice(0, depth);
  return ideal.length === 0 ? 0 : gained / sumDiscounted(ideal);
}

/** Share of the judged documents among the first `depth`. */
export function recall(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const found = new Set(ranked.slice(0, depth).filter((id) => judgements.has(id)));
  return judgements.size === 0 ? 0 : found.size / judgements.size;
}

function sumDiscounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** NaN of no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
