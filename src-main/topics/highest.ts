/** Steps a range of scores is counted in, to find the highest without sorting all. */
const STEPS = 4_096;

/** Rows of the highest scores, best first; of equal ones the first. */
export function highest(scores: Float32Array, count: number): number[] {
  let [least, most] = [Infinity, -Infinity];
  for (const score of scores) {
    if (score < least) least = score;
    if (score > most) most = score;
  }
  const width = (most - least) / STEPS || 1;
  const stepOf = (score: number): number => Math.min(STEPS - 1, Math.floor((score - least) / width));
  const counts = new Uint32Array(STEPS);
  for (const score of scores) counts[stepOf(score)]! += 1;
  let from = STEPS;
  for (let above = 0; from > 0 && above < count;) {
    from -= 1;
    above += counts[from]!;
  }
  const rows: number[] = [];
  for (let row = 0; row < scores.length; row++) if (stepOf(scores[row]!) >= from) rows.push(row);
  return rows.sort((left, right) => scores[right]! - scores[left]! || left - right).slice(0, count);
}
