import type { ReadConnection } from '../storage/connection.ts';
import { passagesHolding } from '../storage/postings.ts';

/** Something a passage may hold, and what holding it is worth. */
export interface Weighed {
  /** An FTS5 expression. */
  readonly expression: string;
  readonly weight: number;
}

export interface PresenceOptions {
  /** Passages wanted; those that are worth as much as the last of them come too, unless they are too many. */
  readonly count: number;
  /** Passages looked at for one expression. */
  readonly most: number;
  /** 1 for each passage that may be found; null where all may. */
  readonly allowed: Uint8Array | null;
}

/**
 * The passages worth most by what they hold at all. To walk a posting costs a twelfth of what FTS5 takes to score
 * it, so that only these are scored.
 */
export function likeliest(
  connection: ReadConnection,
  wanted: readonly Weighed[],
  { count, most, allowed }: PresenceOptions,
): number[] {
  const holding = wanted.map(({ expression }) => passagesHolding(connection, expression, most));
  const { met, worths } = addUp(holding, wanted, allowed);
  if (met.length <= count) return met;
  const step = GRADES / (1e-6 + wanted.reduce((sum, { weight }) => sum + weight, 0));
  const grades = Uint16Array.from(worths, (worth) => Math.floor(worth * step));
  const least = gradeOfPlace(grades, count);
  const ties = met.filter((_, place) => grades[place] === least);
  const better = met.filter((_, place) => (grades[place] ?? 0) > least);
  return [...better, ...(ties.length > MOST_TIED ? ties.slice(0, count - better.length) : ties)];
}

/** A place for every passage, all zeros between two calls: to make it anew would cost more than the sums. */
let scratch = new Float32Array(0);

/** The passages met, in order of meeting, with what each is worth. */
function addUp(
  holding: readonly (readonly number[])[],
  wanted: readonly Weighed[],
  allowed: Uint8Array | null,
): { readonly met: number[]; readonly worths: Float32Array } {
  // Ids come in order: the last is the greatest.
  const size = 1 + Math.max(0, ...holding.map((passages) => passages.at(-1) ?? 0));
  if (scratch.length < size) scratch = new Float32Array(size);
  const met: number[] = [];
  holding.forEach((passages, unit) => {
    const weight = wanted[unit]?.weight ?? 0;
    for (const passage of passages) {
      if (allowed !== null && allowed[passage] !== 1) continue;
      const before = scratch[passage] ?? 0;
      if (before === 0) met.push(passage);
      scratch[passage] = before + weight;
    }
  });
  const worths = Float32Array.from(met, (passage) => scratch[passage] ?? 0);
  for (const passage of met) scratch[passage] = 0;
  return { met, worths };
}

/** Where more are worth the same, any of them stand for the rest. */
const MOST_TIED = 15_000;

/** Worth is told apart this finely, in parts of the most a passage can be worth. */
const GRADES = 4_096;

/** The grade of the passage at a place, the best first; counted, not sorted. */
function gradeOfPlace(grades: Uint16Array, place: number): number {
  const counts = new Uint32Array(GRADES + 1);
  for (const grade of grades) counts[grade] = (counts[grade] ?? 0) + 1;
  let passed = 0;
  for (let grade = GRADES; grade > 0; grade -= 1) {
    passed += counts[grade] ?? 0;
    if (passed >= place) return grade;
  }
  return 0;
}
