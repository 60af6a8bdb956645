import { placeIn, type DocumentTable } from './strict/document-table.ts';
import { intersect } from './strict/selection.ts';

/** What may be found, known before anything is ranked. */
export interface Allowance {
  /** 1 for each passage that may be found, by id. */
  readonly passages: Uint8Array;
  readonly documents: AllowedDocuments;
}

/** Documents by id. */
export interface AllowedDocuments {
  /** A byte each, by its place in the table. */
  readonly bytes: Uint8Array;
  readonly size: number;
  has(document: number): boolean;
  /** The newest first. */
  newest(limit: number): number[];
  /** Those that are among others too. */
  and(others: AllowedDocuments): AllowedDocuments;
}

export class Documents implements AllowedDocuments {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly #table: DocumentTable;
  readonly #ids: Float64Array;
  readonly #modified: () => Float64Array;

  constructor(table: DocumentTable, bytes: Uint8Array) {
    this.bytes = bytes;
    this.#table = table;
    this.#ids = table.numbers('id');
    this.#modified = () => table.numbers('modified');
    this.size = bytes.reduce((sum, byte) => sum + byte, 0);
  }

  has(document: number): boolean {
    return this.bytes[placeIn(this.#ids, document)] === 1;
  }

  newest(limit: number): number[] {
    const modified = this.#modified();
    const places = [...this.bytes.keys()].filter((place) => this.bytes[place] === 1);
    return places
      .toSorted((left, right) => modified[right]! - modified[left]! || left - right)
      .slice(0, limit)
      .map((place) => this.#ids[place]!);
  }

  and(others: AllowedDocuments): AllowedDocuments {
    const bytes = this.bytes.slice();
    intersect(bytes, others.bytes);
    return new Documents(this.#table, bytes);
  }
}
