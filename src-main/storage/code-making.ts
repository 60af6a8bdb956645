import { CodePageWriter } from './code-pages.ts';
import { makeCurrent, readFits } from './code-fits.ts';
import type { WriteConnection } from './connection.ts';
import type { ResidentCodes } from './resident-codes.ts';

/** Makes a code of a heavy vector and the light code of the same passage. */
export type CodeOf = (vector: Int8Array, light: Uint8Array) => Uint8Array;

/** Learns from passages how codes are best made of them. */
export interface CodeLearner {
  add(vector: Int8Array, light: Uint8Array): void;
  /** What was learnt, as it is stored. */
  fit(): Uint8Array;
}

/** How codes of a model's vectors are made. */
export interface CodeMaker {
  /** @param fit what a learner made; null where nothing is learnt yet */
  codeOf(fit: Uint8Array | null): CodeOf;
  learner(): CodeLearner;
}

export interface CodeMakingOptions {
  readonly connection: WriteConnection;
  readonly vectorModel: number;
  readonly codeModelOf: (edition: number) => number;
  readonly resident: ResidentCodes;
  readonly maker: CodeMaker;
}

/** Codes of one edition. */
interface Edition {
  readonly edition: number;
  readonly model: number;
  readonly codeOf: CodeOf;
  readonly pages: CodePageWriter;
}

/** The codes that stand, and those that are being made to take their place: what is stored gets one of each. */
export class CodeMaking {
  readonly #options: CodeMakingOptions;
  #standing: Edition;
  #next: Edition | null;
  /** Codes of the next edition on their way into memory. */
  readonly #laid = new Map<number, Uint8Array>();
  /** Whether the next edition takes the place of the standing one once this transaction has succeeded. */
  #isTurning = false;

  constructor(options: CodeMakingOptions) {
    this.#options = options;
    const { current, next } = readFits(options.connection, options.vectorModel);
    this.#standing = this.#editionOf(current?.edition ?? 0, current?.fit ?? null);
    this.#next = next && this.#editionOf(next.edition, next.fit);
  }

  get edition(): number {
    return this.#standing.edition;
  }

  /** What the codes that stand are stored under, and those that are being made. */
  get models(): readonly [number, number?] {
    return this.#next === null ? [this.#standing.model] : [this.#standing.model, this.#next.model];
  }

  /** Makes the codes of a place; answers with the one that stands. */
  put(place: number, vector: Int8Array, light: Uint8Array): Uint8Array {
    const code = this.#standing.codeOf(vector, light);
    this.#standing.pages.put(place, code);
    this.putNext(place, vector, light);
    return code;
  }

  /** Makes the next edition's code of a place. */
  putNext(place: number, vector: Int8Array, light: Uint8Array): void {
    if (this.#next === null) return;
    const code = this.#next.codeOf(vector, light);
    this.#next.pages.put(place, code);
    this.#laid.set(place, code);
  }

  clear(first: number, count: number): void {
    this.#standing.pages.clear(first, count);
    this.#next?.pages.clear(first, count);
  }

  /** Codes of the next edition as they were stored. */
  lay(firstPassage: number, codes: Uint8Array): void {
    const { resident } = this.#options;
    if (this.#next !== null)
      resident.layerOf(this.#next.edition).codes.set(codes, firstPassage * resident.width);
  }

  /** Codes are made by a further fit, too, beside those that stand. */
  begin(edition: number, fit: Uint8Array): void {
    this.#next = this.#editionOf(edition, fit);
  }

  /** The next edition has a code of every place: what the standing one stored goes, inside the transaction. */
  turn(): void {
    if (this.#next === null) return;
    const { connection, vectorModel } = this.#options;
    this.#next.pages.flush();
    makeCurrent(connection, vectorModel, this.#next.edition);
    connection.prepare<[number], never>('DELETE FROM code_pages WHERE model = ?').run(this.#standing.model);
    this.#isTurning = true;
  }

  flush(): void {
    if (!this.#isTurning) this.#standing.pages.flush();
    this.#next?.pages.flush();
  }

  publish(): void {
    for (const [place, code] of this.#laid) this.lay(place, code);
    this.#laid.clear();
    if (!this.#isTurning || this.#next === null) return;
    this.#standing = this.#next;
    this.#next = null;
    this.#isTurning = false;
    this.#options.resident.turn(this.#standing.edition);
  }

  /** What a transaction began that failed is as it was. */
  discard(): void {
    this.#isTurning = false;
    this.#laid.clear();
    this.#standing.pages.discard();
    this.#next?.pages.discard();
    const { next } = readFits(this.#options.connection, this.#options.vectorModel);
    if (next === null) this.#next = null;
  }

  #editionOf(edition: number, fit: Uint8Array | null): Edition {
    const { connection, codeModelOf, resident, maker } = this.#options;
    const model = codeModelOf(edition);
    return {
      edition,
      model,
      codeOf: maker.codeOf(fit),
      pages: new CodePageWriter(connection, model, resident.width),
    };
  }
}
