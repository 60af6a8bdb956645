/** Passages from one id to another, both included. */
export interface PassageRun {
  readonly first: number;
  readonly last: number;
}

/** Few enough passages and runs of them that each run is asked on its own. */
const MOST_RUNS = 64;
const MOST_PASSAGES = 20_000;

/** What may be found as runs of passages; null where it is too much or too scattered. Pure. */
export function runsOf(allowed: Uint8Array): PassageRun[] | null {
  const runs: PassageRun[] = [];
  let passages = 0;
  for (let first = allowed.indexOf(1); first >= 0;) {
    const end = allowed.indexOf(0, first);
    const last = (end < 0 ? allowed.length : end) - 1;
    runs.push({ first, last });
    passages += last - first + 1;
    if (runs.length > MOST_RUNS || passages > MOST_PASSAGES) return null;
    first = end < 0 ? -1 : allowed.indexOf(1, end);
  }
  return runs;
}
