import type { DocumentVectors } from '../lib/document-space.ts';
import { DocumentSpace } from '../lib/document-space.ts';
import { fitLabels, type FittedLabel, type LabelSeed } from './fit-labels.ts';
import { gaugeOf, scoreOf, type Gauge } from './gauge.ts';
import type { LabelDefinition, WordVectors } from './label.ts';
import { wordShares, wordVector } from './word-vector.ts';

/** Vectors of every document: a light one each, and a heavy one of those that were read closely. */
export interface LibraryVectors {
  /** Their contents, ascending. */
  readonly contents: Uint32Array;
  readonly light: DocumentVectors;
  readonly heavy: DocumentVectors;
  /** For each content its row among the heavy ones, or −1. */
  readonly heavyRow: Int32Array;
}

/** A label fitted to the documents there are. */
export interface Topic {
  readonly id: number;
  readonly light: FittedLabel;
  /** Null until enough documents were read closely. */
  readonly heavy: FittedLabel | null;
}

/** A label's measures, for documents to come. */
export interface TopicGauge {
  readonly id: number;
  readonly light: Gauge;
  readonly heavy: Gauge | null;
}

/** How much each document speaks of words as they stand. */
export type Speaks = (words: readonly string[], shares: readonly number[]) => Float32Array;

/** The share of documents that must have a heavy vector before labels are fitted by them: of fewer the background is not known. */
const ENOUGH_HEAVY = 0.5;

/** Labels over all documents of a library, by heavy vectors where there are, by light ones until then. */
export class TopicLibrary {
  readonly contents: Uint32Array;
  readonly #light: DocumentSpace;
  readonly #heavy: DocumentSpace | null;
  readonly #heavyRow: Int32Array;

  constructor({ contents, light, heavy, heavyRow }: LibraryVectors) {
    this.contents = contents;
    this.#light = new DocumentSpace(light);
    const closelyRead = heavy.dimensions === 0 ? 0 : heavy.rows.length / heavy.dimensions;
    const isEnough = closelyRead > 0 && closelyRead >= contents.length * ENOUGH_HEAVY;
    this.#heavy = isEnough ? new DocumentSpace(heavy) : null;
    this.#heavyRow = heavyRow;
  }

  /** Documents that are compared by heavy vectors. */
  get deep(): number {
    return this.#heavy?.count ?? 0;
  }

  /** The space in which most documents are compared. */
  get space(): DocumentSpace {
    return this.#heavy ?? this.#light;
  }

  isDeep(row: number): boolean {
    return this.#heavy !== null && this.#heavyRow[row]! >= 0;
  }

  /** Where documents lie in `space`, without those that do not. */
  placesOf(rows: readonly number[]): number[] {
    return this.#heavy === null
      ? [...rows]
      : rows.map((row) => this.#heavyRow[row]!).filter((row) => row >= 0);
  }

  /** The documents at places of `space`. */
  rowsAt(places: readonly number[]): number[] {
    if (this.#heavy === null) return [...places];
    const rowOf = new Map(Array.from(this.#heavyRow, (place, row) => [place, row]));
    return places.flatMap((place) => rowOf.get(place) ?? []);
  }

  /** The row of a content; −1 where it has none. */
  rowOf(content: number): number {
    let [low, high] = [0, this.contents.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.contents[middle]!;
      if (found === content) return middle;
      if (found < content) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** @param speaks asked for every label that has words */
  fit(labels: readonly LabelDefinition[], speaks: Speaks): Topic[] {
    const shares = wordShares(labels);
    const spoken = labels.map(({ words }, label) =>
      words.length === 0 ? null : speaks(words, shares[label]!),
    );
    const light = fitLabels(
      this.#light,
      labels.map((label, index) => ({
        words: wordVector(this.#light, label.light, shares[index]!),
        spoken: spoken[index]!,
        ...this.#judgedRows(label, (row) => row),
      })),
    );
    const heavy = this.#fitHeavy(labels, shares, spoken);
    return labels.map(({ id }, label) => ({ id, light: light[label]!, heavy: heavy?.[label] ?? null }));
  }

  /** Scores of every document under a label, 0…1, by row. */
  scores(topic: Topic): Float32Array {
    return this.#merged(topic, scoresIn);
  }

  /** Cosines of every document with a label, by row. */
  similarities(topic: Topic): Float32Array {
    return this.#merged(topic, (space, { vector }) => space.scores(vector).slice());
  }

  /** What is found by heavy vectors where there are, by light ones elsewhere. */
  #merged(
    { light, heavy }: Topic,
    find: (space: DocumentSpace, label: FittedLabel) => Float32Array,
  ): Float32Array {
    const found = find(this.#light, light);
    if (this.#heavy === null || heavy === null) return found;
    const closely = find(this.#heavy, heavy);
    this.#heavyRow.forEach((row, document) => {
      if (row >= 0) found[document] = closely[row]!;
    });
    return found;
  }

  /** The documents a label's first vector came from, nearest first. */
  core({ light, heavy }: Topic): number[] {
    return heavy === null ? [...light.core] : this.rowsAt(heavy.core);
  }

  gauge({ id, light, heavy }: Topic): TopicGauge {
    return {
      id,
      light: gaugeOf(light, this.#light.centre),
      heavy: heavy === null || this.#heavy === null ? null : gaugeOf(heavy, this.#heavy.centre),
    };
  }

  #fitHeavy(
    labels: readonly LabelDefinition[],
    shares: readonly (readonly number[])[],
    spoken: readonly (Float32Array | null)[],
  ): FittedLabel[] | null {
    const space = this.#heavy;
    if (space === null || labels.some(({ heavy }) => heavy === null)) return null;
    const seeds = labels.map((label, index): LabelSeed => {
      const words: WordVectors = label.heavy ?? { each: [], together: null };
      return {
        words: wordVector(space, words, shares[index]!),
        spoken: this.#amongHeavy(space, spoken[index]!),
        ...this.#judgedRows(label, (row) => this.#heavyRow[row]!),
      };
    });
    return fitLabels(space, seeds);
  }

  #amongHeavy(space: DocumentSpace, spoken: Float32Array | null): Float32Array | null {
    if (spoken === null) return null;
    const among = new Float32Array(space.count);
    this.#heavyRow.forEach((row, document) => {
      if (row >= 0) among[row] = spoken[document]!;
    });
    return among;
  }

  #judgedRows(
    { belongs, not }: LabelDefinition,
    place: (row: number) => number,
  ): { examples: number[]; counterexamples: number[] } {
    const rowsOf = (contents: readonly number[]): number[] =>
      contents
        .map((content) => this.rowOf(content))
        .filter((row) => row >= 0)
        .map(place)
        .filter((row) => row >= 0);
    return { examples: rowsOf(belongs), counterexamples: rowsOf(not) };
  }
}

function scoresIn(space: DocumentSpace, { vector, background }: FittedLabel): Float32Array {
  const { location, scale, line } = background;
  const measure = { line: location + line * scale, scale };
  return space.scores(vector).map((cosine) => scoreOf(cosine, measure));
}
