import { innerProduct, lengthOf } from '../lib/vector.ts';
import { CosineTable } from './cosine-table.ts';
import { likenessOf, MOST_COMPARED, sample, type Likeness, type PassageRun } from './likeness.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { storedVectors } from '../storage/vectors.ts';

type Parts = Pick<SimilarLibrary, 'connection' | 'heavy' | 'heavyModel' | 'heavyDimensions'>;

/** Compares passages by the heavy vectors that are stored; to be asked inside a snapshot. */
export class VectorLikeness {
  readonly #library: Parts;
  #known: CosineTable | undefined;

  constructor(library: Parts) {
    this.#library = library;
  }

  /** Whether every passage that would be compared was read closely. */
  has(run: PassageRun): boolean {
    const { live } = this.#library.heavy;
    return sample(run).every((passage) => live[passage] === 1);
  }

  /**
   * Compares other documents with one, whose vectors are read once; null where a passage of either was not read closely.
   */
  with(left: PassageRun): (right: PassageRun) => Likeness | null {
    const lefts = this.#read(left);
    return (right) => {
      const rights = lefts === null ? null : this.#read(right);
      if (lefts === null || rights === null) return null;
      return likenessOf(sample(left), sample(right), this.#table.of(lefts, rights));
    };
  }

  /** Cosines of pairs of passages, without those of which one has no vector. */
  cosines(pairs: readonly (readonly [left: number, right: number])[]): number[] {
    const { connection, heavyModel } = this.#library;
    const vectors = storedVectors(connection, heavyModel, [...new Set(pairs.flat())]);
    return pairs.flatMap(([one, other]) => {
      const [left, right] = [vectors.get(one), vectors.get(other)];
      if (left === undefined || right === undefined) return [];
      return innerProduct(left, right) / (lengthOf(left) * lengthOf(right) || 1);
    });
  }

  /** Made when first wanted: most who ask have something else in mind. */
  get #table(): CosineTable {
    return (this.#known ??= new CosineTable(this.#library.heavyDimensions, MOST_COMPARED));
  }

  /** In order. A code may stand in memory a moment longer, or sooner, than its vector does in this snapshot. */
  #read(run: PassageRun): Int8Array[] | null {
    if (!this.has(run)) return null;
    const passages = sample(run);
    const stored = storedVectors(this.#library.connection, this.#library.heavyModel, passages);
    const vectors = passages.flatMap((passage) => stored.get(passage) ?? []);
    return vectors.length === passages.length ? vectors : null;
  }
}
