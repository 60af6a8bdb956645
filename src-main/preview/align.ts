/** Lengths of the runs that must stand once in either text to tie them together, the surest first. */
const RUNS = [24, 12, 6] as const;

interface Stretch {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/**
 * Which letter of `b` each letter of `a` is, -1 where it is none: patience diff over runs of letters, in time linear in
 * both but for the sorting of ties.
 *
 *   a  same beginning ▏… unique run … ▏what lies between: again, with shorter runs ▏… unique run …▏ same end
 */
export function align(a: string, b: string): Int32Array {
  const map = new Int32Array(a.length).fill(-1);
  alignWithin({ a, b, map }, { fromA: 0, toA: a.length, fromB: 0, toB: b.length }, 0);
  return map;
}

interface Work {
  readonly a: string;
  readonly b: string;
  readonly map: Int32Array;
}

function alignWithin(work: Work, whole: Stretch, level: number): void {
  const stretch = withoutEnds(work, whole);
  const length = RUNS[level];
  if (length === undefined || stretch.toA - stretch.fromA < length || stretch.toB - stretch.fromB < length)
    return;
  let { fromA, fromB } = stretch;
  for (const { fromA: tieA, fromB: tieB } of ties(work, stretch, length)) {
    // Runs that overlap are tied by the first of them.
    if (tieA < fromA || tieB < fromB) continue;
    alignWithin(work, { fromA, toA: tieA, fromB, toB: tieB }, level + 1);
    [fromA, fromB] = sameFrom(work, { ...stretch, fromA: tieA, fromB: tieB });
  }
  alignWithin(work, { fromA, toA: stretch.toA, fromB, toB: stretch.toB }, level + 1);
}

/** Ties what both begin and end with; the rest is left. */
function withoutEnds(work: Work, stretch: Stretch): Stretch {
  const { a, b, map } = work;
  const [fromA, fromB] = sameFrom(work, stretch);
  let { toA, toB } = stretch;
  while (toA > fromA && toB > fromB && a[toA - 1] === b[toB - 1]) {
    toA -= 1;
    toB -= 1;
    map[toA] = toB;
  }
  return { fromA, toA, fromB, toB };
}

function sameFrom({ a, b, map }: Work, { fromA, toA, fromB, toB }: Stretch): [fromA: number, fromB: number] {
  let [atA, atB] = [fromA, fromB];
  while (atA < toA && atB < toB && a[atA] === b[atB]) map[atA++] = atB++;
  return [atA, atB];
}

interface Tie {
  readonly fromA: number;
  readonly fromB: number;
}

/** Runs that stand once in either stretch, as many as keep the same order in both. */
function ties({ a, b }: Work, { fromA, toA, fromB, toB }: Stretch, length: number): Tie[] {
  const inA = singleRuns(a, fromA, toA, length);
  const inB = singleRuns(b, fromB, toB, length);
  const pairs: Tie[] = [];
  for (const [run, at] of inA) {
    const there = inB.get(run);
    if (at >= 0 && there !== undefined && there >= 0) pairs.push({ fromA: at, fromB: there });
  }
  return longestRising(pairs);
}

/** Where each run stands, -1 where it does so more than once; in order of places. */
function singleRuns(text: string, from: number, to: number, length: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at + length <= to; at += 1) {
    const run = text.slice(at, at + length);
    places.set(run, places.has(run) ? -1 : at);
  }
  return places;
}

/** The longest part of pairs, rising in `a`, that rises in `b` too (patience sorting). */
function longestRising(pairs: readonly Tie[]): Tie[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [order, { fromB }] of pairs.entries()) {
    const pile = pileFor(fromB, ends, pairs);
    before[order] = pile === 0 ? -1 : (ends[pile - 1] ?? -1);
    ends[pile] = order;
  }
  const rising: Tie[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.toReversed();
}

/** The first pile whose end does not stand before `place`. */
function pileFor(place: number, ends: readonly number[], pairs: readonly Tie[]): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const end = pairs[ends[middle] ?? -1]?.fromB ?? Infinity;
    if (end < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
