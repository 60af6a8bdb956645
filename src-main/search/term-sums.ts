import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../lib/entry.ts';
import { alignedSpan, spanOf, type Span } from '../lib/span.ts';
import { Instance, Memory, Module, type WebAssemblyMemory } from '../lib/web-assembly.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { Doclists } from '../storage/doclists.ts';
import { PassageLengths } from '../storage/passage-lengths.ts';
import type { Collection, Posting } from '../storage/postings.ts';
import { mostTermScore, saturationOf, type Saturation } from './bm25.ts';

/** A function of the kernel (build/wasm/term-sums.as); its parameters stand in the source. */
type Kernel = (...numbers: readonly number[]) => number;
type Kernels = Readonly<Record<'add' | 'clear' | 'count' | 'select', Kernel>>;

const PAGE = 65_536;
const GREATEST = 0xffff_ffff;
/** Sums are told apart this finely, in parts of the most a passage can reach. */
const STEPS = 8_192;
/** The part of the passages, as a divisor, that is counted first. */
const FIRST_COUNTED = 8;
/** A sum that says a passage holds something. */
const LEAST = 1e-9;
/** Passages one selection may bring: where more reach the same sum, any of them stand for the rest. */
const ROOM = 16_384;
/** The leaves of a doclist of four million passages. */
const MOST_LEAVES = 32_768;
/** Room for more passages is made by this share at once. */
const GROWTH = 1.25;
const NOTHING = new Uint8Array(0);
/** The kernel looks at so many sums together. */
const SUMS_AT_ONCE = 4;
/** The kernel reads eight bytes at once. */
const READ_AHEAD = 8;

/** Where what lies in the kernel's memory, in bytes, and for how many passages there is room. */
interface Layout {
  readonly capacity: number;
  readonly counts: number;
  readonly places: number;
  readonly absolutes: number;
  readonly allowed: number;
  readonly lengths: number;
  readonly sums: number;
  readonly list: number;
}

/** What one query asks of the sums. */
export interface SumOptions {
  readonly averageLength: number;
  /** How much a word in the title or in a heading counts. */
  readonly head: number;
  /** 1 for each passage that may be found. */
  readonly allowed: Uint8Array;
  /** The most a passage can reach. */
  readonly most: number;
}

export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
}

/**
 * The BM25 of every passage, term after term over whole doclists: as FTS5 computes it, at a tenth of its time. Once
 * the terms that are left cannot lift a passage to the best, it is passed over (MaxScore; Turtle and Flood, Query
 * Evaluation: Strategies and Optimizations, 1995).
 */
export class TermSums {
  readonly #doclists: Doclists;
  readonly #lengths: PassageLengths;
  readonly #module = new Module(
    Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/term-sums.wasm'))),
  );
  #kernel!: Kernels;
  #memory!: WebAssemblyMemory;
  #layout!: Layout;
  #bytes!: Uint8Array;
  #options!: SumOptions;
  #saturation!: Saturation;
  /** Outside it no passage may be found, and what the sums say means nothing. */
  #span: Span = { first: 0, end: 0 };
  /** What so many passages are known to reach. */
  #least = 0;

  constructor(connection: ReadConnection) {
    this.#doclists = new Doclists(connection);
    this.#lengths = new PassageLengths(connection);
    this.#makeRoom(0);
  }

  /** To be called as a snapshot begins. */
  begin(): void {
    this.#doclists.begin();
    if (!this.#lengths.begin()) return;
    const { values } = this.#lengths;
    if (values.length > this.#layout.capacity) this.#makeRoom(Math.ceil(values.length * GROWTH));
    new Uint16Array(this.#bytes.buffer, this.#layout.lengths).set(values);
  }

  /** Begins a query: every sum is 0. */
  clear(options: SumOptions): void {
    const { sums, allowed, capacity } = this.#layout;
    this.#options = options;
    this.#least = 0;
    this.#saturation = saturationOf(options.averageLength);
    const flags = options.allowed.subarray(0, capacity);
    this.#span = alignedSpan(spanOf(flags), SUMS_AT_ONCE);
    const { first, end } = this.#span;
    this.#bytes.fill(0, allowed + first, allowed + end);
    this.#bytes.set(flags.subarray(first, end), allowed + first);
    this.#kernel.clear(sums + 4 * first, allowed + first, end - first);
  }

  /** Adds what is known of single passages. */
  addScores(scores: readonly Posting[]): void {
    const sums = this.#sums();
    for (const { id, score } of scores) if (id < sums.length) sums[id]! += score;
  }

  /** Adds a term's share, to those passages alone whose sum is above `met`, a small negative number for all. */
  addTerm(term: string, weight: number, met: number): void {
    const end = this.#place(term);
    const { list, absolutes, capacity, sums, lengths } = this.#layout;
    const { base, slope } = this.#saturation;
    this.#kernel.add(
      list,
      end,
      absolutes,
      capacity,
      sums,
      lengths,
      mostTermScore(weight),
      base,
      slope,
      this.#options.head,
      met,
    );
  }

  /** Every passage that holds a term, a byte a passage; `among` says which may. Begins anew: what was summed is gone. */
  holding(term: string, among: Uint8Array): Uint8Array {
    this.clear({ averageLength: 1, head: 1, allowed: among, most: 1 });
    this.addTerm(term, 1, -1);
    const holding = new Uint8Array(among.length);
    const sums = this.#sums();
    const { first, end } = this.#span;
    for (let passage = first; passage < end && passage < holding.length; passage += 1)
      if (sums[passage]! > 0) holding[passage] = 1;
    return holding;
  }

  /** What BM25 needs to know of some passages; the others are as if they were not there. */
  collectionOf(among: Uint8Array): Collection {
    const { values } = this.#lengths;
    let [passages, terms] = [0, 0];
    for (let passage = 0; passage < among.length; passage += 1) {
      if (among[passage] !== 1) continue;
      passages += 1;
      terms += values[passage] ?? 0;
    }
    return { passages, averageLength: terms === 0 ? 1 : terms / passages };
  }

  /** Of the terms that single passages hold how much they weigh together. Begins anew: what was summed is gone. */
  weightHeld(weighed: readonly WeighedTerm[], passages: readonly number[]): Map<number, number> {
    this.#clearFor(passages, { averageLength: 1, head: 1 });
    // However often a term stands there, it counts whole.
    this.#saturation = { base: 0, slope: 0 };
    const sums = this.#added(weighed);
    const whole = mostTermScore(1);
    return new Map(passages.map((passage) => [passage, (sums[passage] ?? 0) / whole]));
  }

  /** The BM25 of single passages. Begins anew: what was summed is gone. */
  scoresOf(
    weighed: readonly WeighedTerm[],
    passages: readonly number[],
    options: Pick<SumOptions, 'averageLength' | 'head'>,
  ): Map<number, number> {
    this.#clearFor(passages, options);
    const sums = this.#added(weighed);
    return new Map(passages.map((passage) => [passage, sums[passage] ?? 0]));
  }

  /** The passages that hold a term, of those that are 1 in `among`; ascending. */
  listOf(term: string, among: Uint8Array): Uint32Array {
    return this.#doclists.passagesOf(term, among);
  }

  /** Begins a query for single passages alone: what is summed of others means nothing, and need not be cleared. */
  #clearFor(
    passages: readonly number[],
    { averageLength, head }: Pick<SumOptions, 'averageLength' | 'head'>,
  ): void {
    const sums = this.#sums();
    let [first, end] = [this.#layout.capacity, 0];
    for (const passage of passages) {
      if (passage < sums.length) sums[passage] = 0;
      first = Math.min(first, passage);
      end = Math.max(end, passage + 1);
    }
    this.#options = { averageLength, head, allowed: NOTHING, most: 1 };
    this.#saturation = saturationOf(averageLength);
    this.#span = { first, end };
  }

  #added(weighed: readonly WeighedTerm[]): Float32Array {
    if (this.#span.end > 0) for (const { term, weight } of weighed) this.addTerm(term, weight, -1);
    return this.#sums();
  }

  /** A sum that at least `count` passages reach, nearly the greatest such; 0 where there are fewer. */
  least(count: number): number {
    const { first, end } = this.#span;
    if (end - first < count) return 0;
    // What so many of a part reach, so many of all do: of the others most need not be counted one by one.
    const part = (end - first) / FIRST_COUNTED;
    if (this.#least === 0) this.#count({ first, end: first + part - (part % SUMS_AT_ONCE) }, count);
    this.#count({ first, end }, count);
    return this.#least;
  }

  #count({ first, end }: Span, count: number): void {
    const { sums, counts } = this.#layout;
    this.#bytes.fill(0, counts, counts + 4 * STEPS);
    const scale = (STEPS - 1) / (LEAST + this.#options.most);
    this.#kernel.count(sums + 4 * first, end - first, Math.max(LEAST, this.#least), scale, STEPS, counts);
    const counted = new Uint32Array(this.#bytes.buffer, counts, STEPS);
    let passed = 0;
    for (let step = STEPS - 1; step > 0; step -= 1) {
      passed += counted[step]!;
      if (passed < count) continue;
      // Sums only grow: what was reached once stays so.
      this.#least = Math.max(this.#least, step / scale);
      return;
    }
  }

  /** The passages of the greatest sums, the best first. */
  best(count: number): Posting[] {
    const { sums, places } = this.#layout;
    const { first, end } = this.#span;
    const least = Math.max(LEAST, this.least(count));
    const found = this.#kernel.select(sums + 4 * first, end - first, least, places, ROOM);
    const values = this.#sums();
    const postings = Array.from(new Uint32Array(this.#bytes.buffer, places, found), (place) => ({
      id: first + place,
      score: values[first + place] ?? 0,
    }));
    return postings.toSorted((left, right) => right.score - left.score || left.id - right.id).slice(0, count);
  }

  #sums(): Float32Array {
    return new Float32Array(this.#bytes.buffer, this.#layout.sums, this.#layout.capacity);
  }

  /** Lays a term's doclist where the kernel reads it; answers where it ends. */
  #place(term: string): number {
    const { list, absolutes } = this.#layout;
    const marks: number[] = [];
    let end = list;
    for (const { bytes, absolute } of this.#doclists.partsOf(term, this.#span)) {
      if (absolute >= 0) marks.push(end + absolute);
      if (end + bytes.length + READ_AHEAD > this.#bytes.length) this.#grow(bytes.length);
      this.#bytes.set(bytes, end);
      end += bytes.length;
    }
    marks.push(GREATEST);
    new Uint32Array(this.#bytes.buffer, absolutes, MOST_LEAVES).set(marks);
    return end;
  }

  /** More room at the end, where lists are laid; what is there stays. */
  #grow(bytes: number): void {
    this.#memory.grow(Math.ceil(Math.max(bytes, this.#bytes.length / 8) / PAGE));
    this.#bytes = new Uint8Array(this.#memory.buffer);
  }

  #makeRoom(passages: number): void {
    this.#layout = layOut(Math.ceil((passages + 1) / PAGE) * PAGE);
    this.#memory = new Memory({ initial: Math.ceil(this.#layout.list / PAGE) + 1 });
    this.#bytes = new Uint8Array(this.#memory.buffer);
    const { exports } = new Instance(this.#module, { env: { memory: this.#memory } });
    this.#kernel = exports as unknown as Kernels;
  }
}

function layOut(capacity: number): Layout {
  const counts = PAGE;
  const places = counts + 4 * STEPS;
  const absolutes = places + 4 * ROOM;
  const allowed = absolutes + 4 * MOST_LEAVES;
  const lengths = allowed + capacity;
  const sums = lengths + 2 * capacity;
  return { capacity, counts, places, absolutes, allowed, lengths, sums, list: sums + 4 * capacity };
}
