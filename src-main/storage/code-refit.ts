import { keepFit, notePagesDone, readFits } from './code-fits.ts';
import type { CodeLearner, CodeMaker, CodeMaking } from './code-making.ts';
import { CODES_A_PAGE } from './code-pages.ts';
import type { WriteConnection } from './connection.ts';
import type { ResidentCodes } from './resident-codes.ts';
import { vectorOfPassage } from './vectors.ts';

export interface CodeRefitOptions {
  readonly connection: WriteConnection;
  readonly vectorModel: number;
  readonly resident: ResidentCodes;
  readonly light: ResidentCodes;
  readonly maker: CodeMaker;
}

/** Passages of which nothing is learnt: of fewer, codes of the vectors themselves find nearly all. */
const LEAST_PASSAGES = 1_024;
/** A fit is outgrown by so many times the passages it was learnt from. */
const GROWTH = 1.5;
/** Passages a fit is learnt from, evenly from all. */
const SAMPLE = 8_192;
/** Of these at once: a tenth of a second in which nothing else is written. */
const LEARNT_AT_ONCE = 512;

interface Learning {
  readonly learner: CodeLearner;
  readonly places: readonly number[];
  /** Passages that had a vector when it began. */
  readonly passages: number;
  done: number;
}

/** Learns how codes are best made of what was read by now, and makes all anew by it, a step at a time. */
export class CodeRefit {
  readonly #options: CodeRefitOptions;
  readonly #making: CodeMaking;
  #learning: Learning | null = null;

  constructor(options: CodeRefitOptions, making: CodeMaking) {
    this.#options = options;
    this.#making = making;
  }

  /** Inside a transaction; answers whether there is more to do. What was learnt in part is learnt anew after a kill. */
  step(): boolean {
    const { connection, vectorModel } = this.#options;
    const { current, next } = readFits(connection, vectorModel);
    if (next !== null) return this.#recode(next);
    this.#learning ??= this.#begun(current?.passages ?? null);
    if (this.#learning === null) return false;
    if (this.#learnt(this.#learning)) this.#keep(this.#learning, (current?.edition ?? 0) + 1);
    return true;
  }

  discard(): void {
    this.#learning = null;
  }

  #begun(fitted: number | null): Learning | null {
    const { resident, maker } = this.#options;
    const passages = resident.count;
    if (passages < (fitted === null ? LEAST_PASSAGES : GROWTH * fitted)) return null;
    const step = Math.max(1, passages / SAMPLE);
    const places: number[] = [];
    let met = 0;
    resident.live.subarray(0, resident.used).forEach((one, place) => {
      if (one !== 1) return;
      if (met >= places.length * step) places.push(place);
      met += 1;
    });
    return { learner: maker.learner(), places, passages, done: 0 };
  }

  #learnt(learning: Learning): boolean {
    const { learner, places, done } = learning;
    for (const place of places.slice(done, done + LEARNT_AT_ONCE)) {
      const vector = this.#vectorOf(place);
      if (vector !== undefined) learner.add(vector, this.#options.light.codeAt(place));
    }
    learning.done += LEARNT_AT_ONCE;
    return learning.done >= places.length;
  }

  #keep({ learner, passages }: Learning, edition: number): void {
    const { connection, vectorModel } = this.#options;
    const fit = learner.fit();
    keepFit(connection, vectorModel, { edition, passages, fit });
    this.#making.begin(edition, fit);
    this.#learning = null;
  }

  #recode({ edition, pagesDone }: { readonly edition: number; readonly pagesDone: number }): boolean {
    const { connection, vectorModel, resident } = this.#options;
    const first = pagesDone * CODES_A_PAGE;
    if (first >= resident.used) {
      this.#making.turn();
      return false;
    }
    for (let place = first; place < first + CODES_A_PAGE; place += 1) {
      const vector = resident.live[place] === 1 ? this.#vectorOf(place) : undefined;
      if (vector !== undefined) this.#making.putNext(place, vector, this.#options.light.codeAt(place));
    }
    notePagesDone(connection, vectorModel, { edition, pagesDone: pagesDone + 1 });
    return true;
  }

  #vectorOf(place: number): Int8Array | undefined {
    return vectorOfPassage(this.#options.connection, this.#options.vectorModel, place);
  }
}
