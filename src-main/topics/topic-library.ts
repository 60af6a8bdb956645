import type { DocumentVectors } from '../lib/document-space.ts';
import { DocumentSpace } from '../lib/document-space.ts';
import type { DocumentTerms } from './document-terms.ts';
import { LabelFitter, type FittedLabel } from './fit-labels.ts';
import { gaugeOf, measureOf, scoreOf, type Gauge } from './gauge.ts';
import type { LabelDefinition } from './label.ts';
import { innerProduct, unit } from '../lib/vector.ts';
import { StartedLabels, type ComparedDocuments, type Speaks } from './started-labels.ts';
import { WordEvidence } from './word-evidence.ts';

/** Vectors of every document: a light one each, and a heavy one of those that were read closely. */
export interface LibraryVectors {
  /** Their contents, ascending. */
  readonly contents: Uint32Array;
  readonly light: DocumentVectors;
  readonly heavy: DocumentVectors;
  /** For each content its row among the heavy ones, or −1. */
  readonly heavyRow: Int32Array;
  /** What documents say, by row: counts as long as most have no heavy vector. Null where they are too many to be read. */
  readonly terms: (() => DocumentTerms) | null;
  /** What words have in common, as light vectors; null where it is not known. */
  readonly wordMean: Float32Array | null;
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

/** A document and its score under a label. */
export interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

/** The share of documents that must have a heavy vector before labels are fitted by them: of fewer the background is not known. */
const ENOUGH_HEAVY = 0.5;

/** Scores so near 0 or 1 are not told apart by their distance from the line. */
const NEAR_END = 0.001;

/** Labels over all documents of a library, by heavy vectors where there are, by light ones until then. */
export class TopicLibrary {
  readonly contents: Uint32Array;
  readonly #light: DocumentSpace;
  readonly #heavy: DocumentSpace | null;
  readonly #heavyRow: Int32Array;
  readonly #lightFitter: LabelFitter;
  readonly #heavyFitter: LabelFitter | null;
  readonly #started: StartedLabels;

  constructor({ contents, light, heavy, heavyRow, terms, wordMean }: LibraryVectors) {
    this.contents = contents;
    this.#light = new DocumentSpace(light);
    const closelyRead = heavy.dimensions === 0 ? 0 : heavy.rows.length / heavy.dimensions;
    const isEnough = closelyRead > 0 && closelyRead >= contents.length * ENOUGH_HEAVY;
    this.#heavy = isEnough ? new DocumentSpace(heavy) : null;
    this.#heavyRow = heavyRow;
    const words = isEnough || terms === null ? null : new WordEvidence(terms());
    this.#lightFitter = new LabelFitter(this.#light, words);
    this.#heavyFitter = this.#heavy === null ? null : new LabelFitter(this.#heavy);
    this.#started = new StartedLabels({
      light: { space: this.#light, fitter: this.#lightFitter, wordMean, placeOf: (row) => row },
      heavy: this.#compared(),
      rowOf: (content) => this.rowOf(content),
    });
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

  /** How near light vectors are to what some documents have in common, −1 to 1. */
  leaning(rows: readonly number[]): (vector: ArrayLike<number>) => number {
    const direction = unit(
      this.#light.sumOf(
        rows,
        rows.map(() => 1),
      ),
    );
    return (vector) => innerProduct(this.#light.centred(vector), direction);
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

  /**
   * What changes of labels from one fit to the next costs little: the result is the same as of a first fit.
   * @param speaks asked for every label that has words
   */
  fit(labels: readonly LabelDefinition[], speaks: Speaks): Topic[] {
    const started = this.#started.start(labels, speaks);
    const light = this.#lightFitter.fit(started.map((one) => one.light));
    const heavy = labels.every((label) => label.heavy !== null)
      ? this.#heavyFitter?.fit(started.flatMap((one) => one.heavy ?? []))
      : undefined;
    return labels.map(({ id }, index) => ({ id, light: light[index]!, heavy: heavy?.[index] ?? null }));
  }

  /** Scores of every document under a label, 0…1, by row. */
  scores(topic: Topic): Float32Array {
    const found = this.similarities(topic);
    const measures = measuresOf(topic);
    for (let row = 0; row < found.length; row++)
      found[row] = scoreOf(found[row]!, this.isDeep(row) ? measures.heavy : measures.light);
    return found;
  }

  /** The documents that score so much or more, and those of `also`. */
  above(topic: Topic, least: number, also: ReadonlyMap<number, unknown>): ScoredRow[] {
    const cosines = this.similarities(topic);
    const { light, heavy } = measuresOf(topic);
    const steps = stepsOf(least);
    const [lightFrom, heavyFrom] = [light.line + steps * light.scale, heavy.line + steps * heavy.scale];
    const lowest = Math.min(lightFrom, heavyFrom);
    const found: ScoredRow[] = [];
    for (let row = 0; row < cosines.length; row++) {
      const cosine = cosines[row]!;
      if (cosine < lowest && !(also.size > 0 && also.has(row))) continue;
      const score = Math.fround(scoreOf(cosine, this.isDeep(row) ? heavy : light));
      if (score >= least || also.has(row)) found.push({ row, score });
    }
    return found;
  }

  /** Cosines of every document with a label, by row: by heavy vectors where there are, by light ones elsewhere. */
  similarities({ light, heavy }: Topic): Float32Array {
    if (this.#heavy === null || heavy === null)
      return (light.scores ?? this.#light.scores(light.vector)).slice();
    const closely = heavy.scores ?? this.#heavy.scores(heavy.vector);
    const isWhole = this.#heavy.count === this.contents.length;
    const found = isWhole
      ? new Float32Array(this.contents.length)
      : (light.scores ?? this.#light.scores(light.vector)).slice();
    for (let row = 0; row < found.length; row++) {
      const place = this.#heavyRow[row]!;
      if (place >= 0) found[row] = closely[place]!;
    }
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

  #compared(): ComparedDocuments | null {
    const [space, fitter] = [this.#heavy, this.#heavyFitter];
    if (space === null || fitter === null) return null;
    return { space, fitter, wordMean: null, placeOf: (row) => this.#heavyRow[row]! };
  }
}

/** By light meaning, and by heavy vectors; the same where labels are not compared by these. */
function measuresOf({ light, heavy }: Topic): Record<'light' | 'heavy', Pick<Gauge, 'line' | 'scale'>> {
  return { light: measureOf(light), heavy: measureOf(heavy ?? light) };
}

/** How far from the line, in steps of the scale, a document of a score lies at the least. */
function stepsOf(score: number): number {
  const least = Math.min(score, 1 - NEAR_END);
  return least < NEAR_END ? -Infinity : Math.log(least / (1 - least)) - NEAR_END;
}
