import type { Inference } from '../embed/heavy/inference-pool.ts';
import { openForReading, type ReadConnection } from '../storage/connection.ts';
import { readDocumentVectors } from '../storage/document-vectors.ts';
import { documentsOfContent } from '../storage/documents.ts';
import { findModel } from '../storage/models.ts';
import { passagePlaces, readContent } from '../storage/passages.ts';
import { vectorsOfPassages } from '../storage/vectors.ts';
import type { GivenLabel } from '../topics/found-labels.ts';
import type { WordVectors } from '../topics/label.ts';
import { SpokenWords } from '../topics/spoken.ts';
import type { Speaks } from '../topics/started-labels.ts';
import { hashOfContent } from '../topics/topic-documents.ts';
import { Topics } from '../topics/topics.ts';
import type { OpenLibrary } from './open-library.ts';
import { HeavyWords } from './word-vectors.ts';

/** A label to be measured. */
export interface MeasuredLabel {
  readonly words: readonly string[];
  /** Records that the person would have said belong. */
  readonly belongs?: readonly string[];
}

/** Heavy vectors of a record's passages, in order, and how long each passage is, in UTF-16 units. */
export interface RecordPassages {
  readonly vectors: readonly Int8Array[];
  readonly lengths: readonly number[];
}

/** Labels over a temporary library of records, by what is stored of them. */
export class JudgedTopics {
  readonly #open: OpenLibrary;
  readonly #words: HeavyWords;
  readonly #recordAt: (path: string) => string;

  constructor({
    open,
    inference,
    recordAt,
  }: {
    readonly open: OpenLibrary;
    readonly inference: Inference;
    /** The id of the record that a document was made of. */
    readonly recordAt: (path: string) => string;
  }) {
    this.#open = open;
    this.#words = new HeavyWords(inference);
    this.#recordAt = recordAt;
  }

  /** What the heavy model makes of words. */
  wordVectors(words: readonly string[]): Promise<WordVectors | null> {
    return this.#words.vectorsOf(words);
  }

  /** The heavy vector of each record whose passages all have one, by id. */
  heavyVectors(): Map<string, Int8Array> {
    const { dimensions } = this.#open.chosen.heavy.manifest;
    return this.#inspect((connection, model) => {
      const read = readDocumentVectors(connection, model);
      const found = Array.from(read.contents, (content, index): [string, Int8Array] => {
        const from = read.heavyRow[index]! * dimensions;
        const vector = read.heavy.slice(Math.max(0, from), Math.max(0, from + dimensions));
        return [this.#recordOf(connection, content), vector];
      });
      return new Map(found.filter(([, vector]) => vector.length > 0));
    });
  }

  /** Works with what documents say as they stand; their rows are the places of `passages`. */
  speaking<Result>(work: (speaks: Speaks) => Result): Result {
    return this.#inspect((connection, model) => {
      const spoken = new SpokenWords(connection, readDocumentVectors(connection, model).contents);
      return work((words, shares) => spoken.weights(words, shares));
    });
  }

  /** Every record's passages that were read closely, by id. */
  passages(): Map<string, RecordPassages> {
    return this.#inspect((connection, model) => {
      const { contents } = readDocumentVectors(connection, model);
      return new Map(
        Array.from(contents, (id): [string, RecordPassages] => {
          const content = readContent(connection, id)!;
          const places = passagePlaces(connection, content);
          return [
            this.#recordOf(connection, id),
            {
              vectors: vectorsOfPassages(connection, model, content.firstPassage, content.passages),
              lengths: places.map(({ start }, place) => (places[place + 1]?.start ?? content.length) - start),
            },
          ];
        }),
      );
    });
  }

  /** How similar each record is to each label. */
  async similarities(
    labels: readonly MeasuredLabel[],
  ): Promise<{ rowOf: ReadonlyMap<string, number>; scores: readonly Float32Array[] }> {
    const given = await this.#given(labels);
    return this.#fitted((topics) => {
      topics.fit({ labels: given, edition: 0, isPassing: false });
      const { paths, scores } = topics.similarities();
      return { rowOf: new Map(paths.map((path, row) => [this.#recordAt(path), row])), scores };
    });
  }

  /** The records that carry each label at its proposed threshold, of several sets of labels over the same documents. */
  async carried(sets: readonly (readonly MeasuredLabel[])[]): Promise<ReadonlySet<string>[][]> {
    const given = await Promise.all(sets.map((labels) => this.#given(labels)));
    return this.#inspect((connection) =>
      this.#fitted((topics) =>
        given.map((labels) =>
          topics
            .fit({ labels, edition: 0, isPassing: false })
            .labels.map(
              ({ contents }) => new Set(Array.from(contents, (id) => this.#recordOf(connection, id))),
            ),
        ),
      ),
    );
  }

  async #given(labels: readonly MeasuredLabel[]): Promise<GivenLabel[]> {
    const hashes = labels.some(({ belongs = [] }) => belongs.length > 0)
      ? this.#hashes()
      : new Map<string, never>();
    return Promise.all(
      labels.map(async ({ words, belongs = [] }, id) => ({
        id,
        words,
        heavy: await this.#words.vectorsOf(words),
        judged: belongs.flatMap((record) => {
          const hash = hashes.get(record);
          return hash === undefined ? [] : [{ hash, belongs: true }];
        }),
        threshold: null,
      })),
    );
  }

  #hashes(): Map<string, Uint8Array> {
    return this.#inspect((connection, model) => {
      const { contents } = readDocumentVectors(connection, model);
      return new Map(
        Array.from(contents, (id) => [this.#recordOf(connection, id), hashOfContent(connection, id)]),
      );
    });
  }

  #fitted<Result>(work: (topics: Topics) => Result): Result {
    const { files, light, chosen } = this.#open;
    const topics = new Topics({
      file: files.index,
      lightModelFolder: light.folder,
      heavyModel: chosen.heavy.key,
      heavyDimensions: chosen.heavy.manifest.dimensions,
    });
    try {
      return work(topics);
    } finally {
      topics.close();
    }
  }

  #recordOf(connection: ReadConnection, content: number): string {
    return this.#recordAt(documentsOfContent(connection, content)[0]?.path ?? '');
  }

  #inspect<Result>(read: (connection: ReadConnection, model: number) => Result): Result {
    const connection = openForReading(this.#open.files.index);
    try {
      return read(connection, findModel(connection, this.#open.chosen.heavy.key));
    } finally {
      connection.close();
    }
  }
}
