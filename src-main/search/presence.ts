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
  const mostShare = Math.max(...options.shares);
  const sums = new Sums(options, common, mostShare * sum([...rare, ...common]));
  for (const { expression, weight } of rare)
    sums.add(passagesHolding(connection, expression, options.most), weight);
  sums.addCommon();
  const rarestFirst = common.toSorted((left, right) => left.frequency - right.frequency);
  rarestFirst.forEach((term, place) => {
    const least = sums.least(count);
    // Whatever holds none of the terms walked before can hold no more than the rest of them.
    if (mostShare * sum(rarestFirst.slice(place)) > least) sums.walk(term, least);
  });
  return sums.take(count);
}

function sum(weighed: readonly { readonly weight: number }[]): number {
  return weighed.reduce((total, { weight }) => total + weight, 0);
}

/** A place for every passage, all zeros between two calls: to make it anew would cost more than the sums. */
let scratch = new Float32Array(0);

/** What passages are worth, as term after term is looked at. By place throughout: there may be a million of them. */
class Sums {
  readonly #met: number[] = [];
  readonly #options: PresenceOptions;
  readonly #common: readonly Common[];
  /** Grades a unit of worth. */
  readonly #step: number;
  /** How many of the passages met are of each grade, once the common terms are added. */
  readonly #counts = new Uint32Array(GRADES + 1);

  /** @param all the most a passage can be worth */
  constructor(options: PresenceOptions, common: readonly Common[], all: number) {
    this.#options = options;
    this.#common = common;
    this.#step = GRADES / (1e-6 + all);
    ensure(Math.max(0, ...common.map(({ bits }) => bits.length * 8)));
  }

  add(passages: readonly number[], weight: number): void {
    const { allowed } = this.#options;
    // Ids come in order: the last is the greatest.
    ensure((passages.at(-1) ?? 0) + 1);
    for (const passage of passages) {
      if (allowed !== null && allowed[passage] !== 1) continue;
      const before = scratch[passage]!;
      if (before === 0) this.#met.push(passage);
      scratch[passage] = before + weight * this.#shareOf(passage);
    }
  }

  /** Adds the common terms to every passage met. */
  addCommon(): void {
    for (const passage of this.#met) {
      scratch[passage]! += this.#commonWorth(passage);
      this.#counts[this.#gradeOf(passage)]! += 1;
    }
  }

  /** Meets the passages that hold a common term where their worth reaches the least. */
  walk({ bits }: Common, least: number): void {
    const { allowed } = this.#options;
    for (let byte = 0; byte < bits.length; byte += 1) {
      for (let rest = bits[byte]!; rest !== 0; rest &= rest - 1) {
        const passage = byte * 8 + 31 - Math.clz32(rest & -rest);
        if (scratch[passage] !== 0 || (allowed !== null && allowed[passage] !== 1)) continue;
        const worth = this.#commonWorth(passage);
        if (worth < least) continue;
        scratch[passage] = worth;
        this.#met.push(passage);
        this.#counts[this.#gradeOf(passage)]! += 1;
      }
    }
  }

  /** A worth that at least `count` passages reach; 0 where there are fewer. */
  least(count: number): number {
    return this.#leastGrade(count) / this.#step;
  }

  /** Ends the sums: the best `count`, and those that tie with the last of them unless they are too many. */
  take(count: number): Likely[] {
    const least = this.#leastGrade(count);
    const better: Likely[] = [];
    const tied: Likely[] = [];
    for (const passage of this.#met) {
      const grade = this.#gradeOf(passage);
      if (grade >= least) (grade > least ? better : tied).push({ passage, worth: scratch[passage]! });
    }
    for (const passage of this.#met) scratch[passage] = 0;
    return [...better, ...(tied.length > MOST_TIED ? tied.slice(0, count - better.length) : tied)];
  }

  #leastGrade(count: number): number {
    let passed = 0;
    for (let grade = GRADES; grade > 0; grade -= 1) {
      passed += this.#counts[grade]!;
      if (passed >= count) return grade;
    }
    return 0;
  }

  #gradeOf(passage: number): number {
    return Math.min(GRADES, Math.floor(scratch[passage]! * this.#step));
  }

  #commonWorth(passage: number): number {
    let worth = 0;
    for (const { bits, weight } of this.#common) {
      if ((bits[passage >> 3]! >> (passage & 7)) & 1) worth += weight;
    }
    return worth * this.#shareOf(passage);
  }

  #shareOf(passage: number): number {
    const { lengths, shares } = this.#options;
    return shares[lengths[passage] ?? 0]!;
  }
}

/** Makes room, keeping the sums of the query at hand. */
function ensure(size: number): void {
  if (scratch.length >= size) return;
  const grown = new Float32Array(Math.max(size, 2 * scratch.length));
  grown.set(scratch);
  scratch = grown;
}

/** Where more are worth the same, any of them stand for the rest. */
const MOST_TIED = 15_000;

/** Worth is told apart this finely, in parts of the most a passage can be worth. */
const GRADES = 4_096;
