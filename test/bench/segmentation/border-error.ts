/**
 * Pk (Beeferman, Berger and Lafferty, Machine Learning 34, 1999): how often two places half a true segment apart are
 * wrongly said to stand in the same segment or not; 0 is perfect, about a half is chance. Segments are given by the index
 * of the first unit of each.
 */
export function borderError(found: readonly number[], right: readonly number[], units: number): number {
  const window = Math.max(1, Math.round(units / right.length / 2));
  const foundOf = segmentOfUnits(found, units);
  const rightOf = segmentOfUnits(right, units);
  let wrong = 0;
  for (let unit = 0; unit + window < units; unit += 1) {
    const isSame = rightOf[unit] === rightOf[unit + window];
    if (isSame !== (foundOf[unit] === foundOf[unit + window])) wrong += 1;
  }
  return units > window ? wrong / (units - window) : 0;
}

/** Share of the true inner borders that were found exactly. */
export function bordersFound(found: readonly number[], right: readonly number[]): number {
  const inner = right.slice(1);
  return inner.filter((border) => found.includes(border)).length / inner.length;
}

function segmentOfUnits(borders: readonly number[], units: number): Uint32Array {
  const segments = new Uint32Array(units);
  for (const border of borders) segments[border]! += 1;
  for (let unit = 1; unit < units; unit += 1) segments[unit]! += segments[unit - 1]!;
  return segments;
}
