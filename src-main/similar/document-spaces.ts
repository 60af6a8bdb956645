import { LIGHT_DIMENSIONS } from '../embed/light/light-manifest.ts';
import { DocumentSpace } from '../lib/document-space.ts';
import { readDocumentVectors, type StoredDocumentVectors } from '../storage/document-vectors.ts';
import type { SimilarLibrary } from './similar-library.ts';

/** Fewer documents read closely than this share say nothing of what heavy vectors have in common. */
const ENOUGH_HEAVY = 0.5;
/** Vectors are read anew when documents changed, and not more often than this many times as long as it takes. */
const RARELY = 10;

interface Loaded {
  readonly vectors: StoredDocumentVectors;
  readonly light: DocumentSpace;
  readonly heavy: DocumentSpace | null;
  /** Rows of `vectors` by their place in the heavy space. */
  readonly rowOfHeavy: Uint32Array;
  readonly edition: number;
  readonly loaded: number;
  readonly took: number;
}

/** Vectors of every document in memory, light ones and heavy ones where most documents have them. */
export class DocumentSpaces {
  readonly #library: SimilarLibrary;
  #loaded: Loaded | null = null;

  constructor(library: SimilarLibrary) {
    this.#library = library;
  }

  /** Documents that have vectors. */
  get count(): number {
    return this.#current().vectors.contents.length;
  }

  /**
   * Contents whose vectors are nearest to a content's, nearest first; of both kinds where both are known.
   * @param seen contents that may be found; null: all
   */
  nearest(content: number, limit: number, seen: ReadonlySet<number> | null = null): number[] {
    const { vectors, light, heavy, rowOfHeavy } = this.#current();
    const own = this.#vectorsOf(content);
    if (own === undefined) return [];
    const isSeen = (row: number): boolean => seen === null || seen.has(vectors.contents[row]!);
    const byLight = best(light.scores(light.centred(new Int8Array(own.light))), limit, isSeen);
    const byHeavy =
      heavy === null || own.heavy === null
        ? []
        : best(heavy.scores(heavy.centred(new Int8Array(own.heavy))), limit, (row) =>
            isSeen(rowOfHeavy[row]!),
          ).map((row) => rowOfHeavy[row]!);
    const rows = byHeavy.length === 0 ? byLight : [...byHeavy, ...byLight];
    return [...new Set(rows)].map((row) => vectors.contents[row]!);
  }

  /** Contents far apart in the order they were read in: as good as random, and the same every time. */
  spread(count: number): number[] {
    const { contents } = this.#current().vectors;
    const step = Math.max(1, Math.floor(contents.length / count));
    return Array.from(contents.filter((_, row) => row % step === 0)).slice(0, count);
  }

  #vectorsOf(content: number): { light: Buffer; heavy: Buffer | null } | undefined {
    const { connection, heavyModel } = this.#library;
    return connection
      .prepare<[number, number], { light: Buffer; heavy: Buffer | null }>(
        'SELECT light, iif(heavy_model = ?, heavy, NULL) AS heavy FROM document_vectors WHERE content = ?',
      )
      .get(heavyModel, content);
  }

  #current(): Loaded {
    const now = performance.now();
    const edition = this.#library.connection.edition();
    const known = this.#loaded;
    if (known !== null && (known.edition === edition || now - known.loaded < known.took * RARELY))
      return known;
    const vectors = readDocumentVectors(this.#library.connection, this.#library.heavyModel);
    const { heavyDimensions } = this.#library;
    const closely = heavyDimensions === 0 ? 0 : vectors.heavy.length / heavyDimensions;
    const isEnough = closely > 0 && closely >= vectors.contents.length * ENOUGH_HEAVY;
    const rowOfHeavy = new Uint32Array(closely);
    vectors.heavyRow.forEach((heavyRow, row) => {
      if (heavyRow >= 0) rowOfHeavy[heavyRow] = row;
    });
    const loaded = {
      vectors,
      light: new DocumentSpace({ dimensions: LIGHT_DIMENSIONS, rows: vectors.light }),
      heavy: isEnough ? new DocumentSpace({ dimensions: heavyDimensions, rows: vectors.heavy }) : null,
      rowOfHeavy,
      edition,
    };
    const end = performance.now();
    this.#loaded = { ...loaded, loaded: end, took: end - now };
    return this.#loaded;
  }
}

/** Places of the greatest scores of those that may be found, the greatest first. */
function best(scores: Float32Array, limit: number, isSeen: (row: number) => boolean): number[] {
  for (let row = 0; row < scores.length; row += 1) if (!isSeen(row)) scores[row] = Number.NEGATIVE_INFINITY;
  const least = scores.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY;
  return Array.from(scores.keys())
    .filter((row) => scores[row]! >= least && scores[row]! > Number.NEGATIVE_INFINITY)
    .toSorted((left, right) => scores[right]! - scores[left]! || left - right)
    .slice(0, limit);
}
