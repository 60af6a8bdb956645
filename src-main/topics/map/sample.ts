import { mixed } from '../../lib/seeded-random.ts';

/**
 * Rows of so many contents at most, ascending: those whose ids come first once they are mixed. The same for the same
 * contents, spread over all of them, and nearly the same after some came or left.
 */
export function sampleRows(contents: ArrayLike<number>, most: number): number[] {
  const rows = Array.from({ length: contents.length }, (_, row) => row);
  if (rows.length <= most) return rows;
  const keys = Uint32Array.from(rows, (row) => mixed(contents[row]!));
  const first = rows.sort((left, right) => keys[left]! - keys[right]! || left - right).slice(0, most);
  return first.sort((left, right) => left - right);
}
