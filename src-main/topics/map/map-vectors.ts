import { DocumentSpace } from '../../lib/document-space.ts';
import type { StoredDocumentVectors } from '../../storage/document-vectors.ts';

/** What documents are compared by: heavy vectors once half of them have one. */
export type Basis = 'light' | 'heavy';

const ENOUGH_HEAVY = 0.5;

export function basisOf(deep: number, documents: number): Basis {
  return deep > 0 && deep >= documents * ENOUGH_HEAVY ? 'heavy' : 'light';
}

/** Documents' vectors by row, as a map takes them. */
export class MapVectors {
  readonly contents: Uint32Array;
  readonly basis: Basis;
  readonly #stored: StoredDocumentVectors;
  readonly #dimensions: Readonly<Record<Basis, number>>;
  readonly #rowOf: ReadonlyMap<number, number>;

  constructor(stored: StoredDocumentVectors) {
    const { contents, light, heavy, heavyRow } = stored;
    const deep = heavyRow.reduce((count, row) => count + Number(row >= 0), 0);
    this.contents = contents;
    this.basis = basisOf(deep, contents.length);
    this.#stored = stored;
    this.#dimensions = { light: light.length / contents.length, heavy: deep === 0 ? 0 : heavy.length / deep };
    this.#rowOf = new Map(Array.from(contents, (content, row) => [content, row]));
  }

  get rows(): number[] {
    return [...this.contents.keys()];
  }

  rowOf(content: number): number | undefined {
    return this.#rowOf.get(content);
  }

  has(row: number, basis: Basis): boolean {
    return basis === 'light' || this.#stored.heavyRow[row]! >= 0;
  }

  /** The vector of a row that has one. */
  vector(row: number, basis: Basis): Int8Array {
    const dimensions = this.#dimensions[basis];
    const from = (basis === 'light' ? row : this.#stored.heavyRow[row]!) * dimensions;
    return this.#stored[basis].subarray(from, from + dimensions);
  }

  /** Some rows that have a vector, where a kernel compares them. */
  space(rows: readonly number[], basis: Basis): DocumentSpace {
    const dimensions = this.#dimensions[basis];
    const taken = new Int8Array(rows.length * dimensions);
    rows.forEach((row, place) => taken.set(this.vector(row, basis), place * dimensions));
    return new DocumentSpace({ dimensions, rows: taken });
  }
}
