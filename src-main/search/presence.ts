import type { ReadConnection } from '../storage/connection.ts';
import { passagesHolding } from '../storage/postings.ts';

/** Something a passage may hold, and what holding it is worth. */
export interface Weighed {
  /** An FTS5 expression. */
  readonly expression: string;
  readonly weight: number;
}

/** Something so common that which passages hold it is kept as bits. */
export interface Common {
  /** A bit a passage, the lowest first. */
  readonly bits: Uint8Array;
  /** Passages that hold it. */
  readonly frequency: number;
  readonly weight: number;
}

/** What is asked for. */
export interface Wanted {
  readonly rare: readonly Weighed[];
  readonly common: readonly Common[];
}

export interface PresenceOptions {
  /** Passages wanted; those that are worth as much as the last of them come too, unless they are too many. */
  readonly count: number;
  /** Passages looked at for one rare expression. */
  readonly most: number;
  /** 1 for each passage that may be found; null where all may. */
  readonly allowed: Uint8Array | null;
  /** Of each passage a step of its length, and for each step what a term there counts, the first for no length. */
  readonly lengths: Uint8Array;
  readonly shares: Float32Array;
}

/** A passage and what it is worth. */
export interface Likely {
  readonly passage: number;
  /** The sum of the weights of what it holds. */
  readonly worth: number;
}

/**
 * The passages worth most by what they hold at all. To walk a posting costs a twelfth of what FTS5 takes to score
 * it, and to test a bit a fiftieth, so that only these are scored. Common terms bring passages of their own only as
 * long as together they can outweigh the last of the best (MaxScore; Turtle and Flood, Query Evaluation: Strategies
 * and Optimizations, 1995).
 */
export function likeliest(
  connection: ReadConnection,
  { rare, common }: Wanted,
  options: PresenceOptions,
): Likely[] {
  const { count } = options;
  const holding = rare.map(({ expression }) => passagesHolding(connection, expression, options.most));
  const sums = new Sums(options, common);
  holding.forEach((passages, unit) => {
    sums.add(passages, rare[unit]?.weight ?? 0);
  });
  sums.addCommon();
  const mostShare = Math.max(...options.shares);
  const all = mostShare * sum([...rare, ...common]);
  const rarestFirst = common.toSorted((left, right) => left.frequency - right.frequency);
  rarestFirst.forEach((term, place) => {
    const least = gradedLeast(sums.worths(), all, count);
    // Whatever holds none of the terms walked before can hold no more than the rest of them.
    if (mostShare * sum(rarestFirst.slice(place)) > least) sums.walk(term, least);
  });
  return best(sums.take(), all, count);
}

function sum(weighed: readonly { readonly weight: number }[]): number {
  return weighed.reduce((total, { weight }) => total + weight, 0);
}

/** A worth that at least `count` passages reach; 0 where there are fewer. */
function gradedLeast(worths: Float32Array, all: number, count: number): number {
  if (worths.length < count) return 0;
  const step = GRADES / (1e-6 + all);
  return gradeOfPlace(gradesOf(worths, step), count) / step;
}

function best({ met, worths }: Met, all: number, count: number): Likely[] {
  const likely = (place: number): Likely => ({ passage: met[place] ?? 0, worth: worths[place] ?? 0 });
  const places = met.map((_, place) => place);
  if (met.length <= count) return places.map(likely);
  const grades = gradesOf(worths, GRADES / (1e-6 + all));
  const least = gradeOfPlace(grades, count);
  const ties = places.filter((place) => grades[place] === least);
  const better = places.filter((place) => (grades[place] ?? 0) > least);
  const tied = ties.length > MOST_TIED ? ties.slice(0, count - better.length) : ties;
  return [...better, ...tied].map(likely);
}

function gradesOf(worths: Float32Array, step: number): Uint16Array {
  return Uint16Array.from(worths, (worth) => Math.floor(worth * step));
}

interface Met {
  readonly met: readonly number[];
  readonly worths: Float32Array;
}

/** A place for every passage, all zeros between two calls: to make it anew would cost more than the sums. */
let scratch = new Float32Array(0);

/** What passages are worth, as term after term is looked at. */
class Sums {
  readonly #met: number[] = [];
  readonly #allowed: Uint8Array | null;
  readonly #lengths: Uint8Array;
  readonly #shares: Float32Array;
  readonly #common: readonly Common[];

  constructor({ allowed, lengths, shares }: PresenceOptions, common: readonly Common[]) {
    this.#allowed = allowed;
    this.#lengths = lengths;
    this.#shares = shares;
    this.#common = common;
    ensure(Math.max(0, ...common.map(({ bits }) => bits.length * 8)));
  }

  add(passages: readonly number[], weight: number): void {
    // Ids come in order: the last is the greatest.
    ensure((passages.at(-1) ?? 0) + 1);
    for (const passage of passages) {
      if (this.#allowed !== null && this.#allowed[passage] !== 1) continue;
      const before = scratch[passage] ?? 0;
      if (before === 0) this.#met.push(passage);
      scratch[passage] = before + weight * this.#shareOf(passage);
    }
  }

  /** Adds the common terms to every passage met. */
  addCommon(): void {
    for (const passage of this.#met) scratch[passage]! += this.#commonWorth(passage);
  }

  /** Meets the passages that hold a common term where their worth reaches the least. */
  walk({ bits }: Common, least: number): void {
    for (let byte = 0; byte < bits.length; byte += 1) {
      for (let rest = bits[byte]!; rest !== 0; rest &= rest - 1) {
        const passage = byte * 8 + 31 - Math.clz32(rest & -rest);
        if (scratch[passage] !== 0 || (this.#allowed !== null && this.#allowed[passage] !== 1)) continue;
        const worth = this.#commonWorth(passage);
        if (worth < least) continue;
        scratch[passage] = worth;
        this.#met.push(passage);
      }
    }
  }

  worths(): Float32Array {
    return Float32Array.from(this.#met, (passage) => scratch[passage] ?? 0);
  }

  /** Ends the sums. */
  take(): Met {
    const worths = this.worths();
    for (const passage of this.#met) scratch[passage] = 0;
    return { met: this.#met, worths };
  }

  #commonWorth(passage: number): number {
    let worth = 0;
    for (const { bits, weight } of this.#common) {
      if ((bits[passage >> 3]! >> (passage & 7)) & 1) worth += weight;
    }
    return worth * this.#shareOf(passage);
  }

  #shareOf(passage: number): number {
    return this.#shares[this.#lengths[passage] ?? 0]!;
  }
}

function ensure(size: number): void {
  if (scratch.length < size) scratch = new Float32Array(size);
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
