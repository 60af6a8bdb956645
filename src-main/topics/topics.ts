import { loadLightModel } from '../embed/light/light-model.ts';
import { LIGHT_DIMENSIONS } from '../embed/light/light-manifest.ts';
import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import { openForReading, type ReadConnection } from '../storage/connection.ts';
import { readDocumentVectors } from '../storage/document-vectors.ts';
import { findModel } from '../storage/models.ts';
import { readContent } from '../storage/passages.ts';
import { passageFrequency } from '../storage/postings.ts';
import { TextReader } from '../storage/text-blocks.ts';
import { distinctiveWords, type DistinctiveWord } from './distinctive-words.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import type { Fitted, FolderPlace, GivenLabel, Ranked, RankedDocument } from './found-labels.ts';
import { groupsOf } from './groups.ts';
import { effectiveRank, standings } from './health.ts';
import { carriers, rankedRows, thresholdOf, verdictOf, type LabelState } from './label-state.ts';
import { isNearLine, type LabelDefinition } from './label.ts';
import { lightEmbedding } from '../embed/light/light-embedding.ts';
import { SpokenWords } from './spoken.ts';
import {
  beginningOf,
  contentsOf,
  contentsWithin,
  hashOfDocument,
  placeOfContent,
  type DocumentPlace,
} from './topic-documents.ts';
import { TopicLibrary } from './topic-library.ts';

export interface TopicsOptions {
  /** Path of index.db. */
  readonly file: string;
  readonly lightModelFolder: string;
  /** The heavy model's name and dimensions. */
  readonly heavyModel: string;
  readonly heavyDimensions: number;
}

interface Loaded {
  readonly library: TopicLibrary;
  readonly spoken: SpokenWords;
  readonly edition: number;
  readonly rank: number | null;
}

const HISTOGRAM = 100;
/** Documents whose words are compared with those of all others. */
const READ_FOR_WORDS = 60;
/** A group is named by so many words. */
const WORDS_OF_A_GROUP = 3;
const EXAMPLES_OF_A_GROUP = 3;
/** The words marked in a passage beside the label's own. */
const MARKED_WORDS = 20;

/** Labels over a library's documents: read once, fitted whenever documents or labels change. */
export class Topics {
  readonly #connection: ReadConnection;
  readonly #texts: TextReader;
  readonly #heavyModel: number;
  readonly #heavyDimensions: number;
  readonly #embedLight: (text: string) => Float32Array;
  #loaded: Loaded | null = null;
  #states: readonly LabelState[] = [];
  readonly #distinctive = new Map<number, readonly DistinctiveWord[]>();

  constructor({ file, lightModelFolder, heavyModel, heavyDimensions }: TopicsOptions) {
    this.#connection = openForReading(file);
    this.#texts = new TextReader(this.#connection);
    this.#heavyDimensions = heavyDimensions;
    this.#heavyModel = findModel(this.#connection, heavyModel);
    this.#embedLight = lightEmbedding(loadLightModel(lightModelFolder));
  }

  close(): void {
    this.#connection.close();
  }

  /** Fits every label to the documents there are. */
  fit({ labels }: { readonly labels: readonly GivenLabel[] }): Fitted {
    const { library, spoken, rank } = this.#load();
    this.#distinctive.clear();
    const definitions = labels.map((label) => this.#definition(label));
    const topics = library.fit(definitions, (words, shares) => spoken.weights(words, shares));
    this.#states = labels.map((given, index) => ({
      given,
      topic: topics[index]!,
      judged: new Map([
        ...definitions[index]!.not.map((content) => [library.rowOf(content), false] as const),
        ...definitions[index]!.belongs.map((content) => [library.rowOf(content), true] as const),
      ]),
    }));
    const carried = this.#states.map((state) => carriers(state, library.scores(state.topic)));
    const stand = standings(
      this.#states.map(({ topic, given, judged }, index) => ({
        vector: (topic.heavy ?? topic.light).vector,
        isDefined: given.words.length > 0 || [...judged.values()].includes(true),
        drifted: (topic.heavy ?? topic.light).drifted,
        members: new Set(carried[index]!.rows),
      })),
    );
    const labelled = new Set(carried.flatMap(({ rows }) => rows));
    return {
      labels: this.#states.map(({ given, topic }, index) => ({
        id: given.id,
        gauge: library.gauge(topic),
        holding: given.words.map((word) => spoken.count(word)),
        contents: Uint32Array.from(carried[index]!.rows, (row) => library.contents[row]!),
        scores: Float32Array.from(carried[index]!.scores),
        nearLine: carried[index]!.nearLine,
        standing: stand[index]!,
      })),
      documents: library.contents.length,
      unlabelled: library.contents.length - labelled.size,
      deep: library.deep,
      rank,
    };
  }

  /** Documents of a label, best first; those the person put in stand first, those put out last. */
  rank({
    id,
    offset,
    limit,
    brief,
  }: {
    readonly id: number;
    readonly offset: number;
    readonly limit: number;
    readonly brief: boolean;
  }): Ranked {
    const state = this.#stateOf(id);
    if (state === undefined) return { documents: [], total: 0, histogram: [] };
    const { library } = this.#load();
    const scores = library.scores(state.topic);
    const order = rankedRows(scores);
    const histogram = Array.from({ length: HISTOGRAM }, () => 0);
    for (const score of scores) histogram[Math.min(HISTOGRAM - 1, Math.floor(score * HISTOGRAM))]! += 1;
    const shown = Array.from(order.subarray(offset, offset + limit));
    return {
      documents: shown.flatMap((row) => this.#ranked(row, state, scores[row]!, brief) ?? []),
      total: library.contents.length,
      histogram,
    };
  }

  /** Words that the label's documents hold and others hardly do, without those it has. */
  suggestWords({ id, limit }: { readonly id: number; readonly limit: number }): {
    word: string;
    documents: number;
  }[] {
    const state = this.#stateOf(id);
    if (state === undefined) return [];
    const own = new Set(state.given.words.flatMap((word) => terms(indexableText(word))));
    const { spoken } = this.#load();
    return this.#distinctiveOf(state)
      .filter(({ term }) => !own.has(term))
      .slice(0, limit)
      .map(({ word }) => ({ word, documents: spoken.count(word) }));
  }

  /** Groups of alike documents that carry no label, or of a folder, each named by its words. */
  suggestLabels({ within, limit }: { readonly within: FolderPlace | null; readonly limit: number }): {
    words: string[];
    documents: number;
    examples: { root: number; path: string }[];
  }[] {
    const { library, spoken } = this.#load();
    const rows = within === null ? this.#unlabelledRows(library) : this.#rowsWithin(library, within);
    const places = library.placesOf(rows);
    return groupsOf(library.space, places, limit).flatMap((group) => {
      const documents = library.rowsAt(group.rows);
      const words = this.#wordsOf(documents, spoken).slice(0, WORDS_OF_A_GROUP);
      if (words.length === 0) return [];
      return {
        words: words.map(({ word }) => word),
        documents: documents.length,
        examples: documents.slice(0, EXAMPLES_OF_A_GROUP).flatMap((row) => this.#placeOf(row) ?? []),
      };
    });
  }

  /** Cosines of every document with every label in the order they were fitted in, and where the documents lie: for measurements. */
  similarities(): { paths: string[]; scores: Float32Array[] } {
    const { library } = this.#load();
    return {
      paths: Array.from(library.contents.keys(), (row) => this.#placeOf(row)?.path ?? ''),
      scores: this.#states.map(({ topic }) => library.similarities(topic)),
    };
  }

  /** The hash of what a document holds; null where none is there. */
  hashAt(place: FolderPlace): Uint8Array | null {
    return hashOfDocument(this.#connection, place);
  }

  /** Whether contents of these hashes are in the library. */
  present({ hashes }: { readonly hashes: readonly Uint8Array[] }): boolean[] {
    return hashes.map((hash) => contentsOf(this.#connection, hash).length > 0);
  }

  #load(): Loaded {
    const edition = this.#connection.edition();
    if (this.#loaded !== null && this.#loaded.edition === edition) return this.#loaded;
    const read = readDocumentVectors(this.#connection, this.#heavyModel);
    const library = new TopicLibrary({
      contents: read.contents,
      light: { dimensions: LIGHT_DIMENSIONS, rows: read.light },
      heavy: { dimensions: this.#heavyDimensions, rows: read.heavy },
      heavyRow: read.heavyRow,
    });
    const spoken = new SpokenWords(this.#connection, read.contents);
    this.#loaded = { library, spoken, edition, rank: effectiveRank(library.space) };
    return this.#loaded;
  }

  #stateOf(id: number): LabelState | undefined {
    return this.#states.find(({ given }) => given.id === id);
  }

  #definition({ id, words, heavy, judged }: GivenLabel): LabelDefinition {
    const contents = (belongs: boolean): number[] =>
      judged
        .filter((one) => one.belongs === belongs)
        .flatMap(({ hash }) => contentsOf(this.#connection, hash));
    return {
      id,
      words,
      heavy,
      light: {
        each: words.map((word) => this.#embedLight(word)),
        together: words.length > 1 ? this.#embedLight(words.join(' ')) : null,
      },
      belongs: contents(true),
      not: contents(false),
    };
  }

  #rowsWithin(library: TopicLibrary, place: FolderPlace): number[] {
    return contentsWithin(this.#connection, place)
      .map((content) => library.rowOf(content))
      .filter((row) => row >= 0);
  }

  #unlabelledRows(library: TopicLibrary): number[] {
    const labelled = new Set(
      this.#states.flatMap((state) => carriers(state, library.scores(state.topic)).rows),
    );
    return Array.from(library.contents.keys()).filter((row) => !labelled.has(row));
  }

  #ranked(row: number, state: LabelState, score: number, brief: boolean): RankedDocument | null {
    const { library } = this.#load();
    const content = library.contents[row]!;
    const place = this.#placeOf(row);
    const read = readContent(this.#connection, content);
    if (place === null || read === undefined) return null;
    const judged = state.judged.get(row);
    return {
      ...place,
      title: read.title,
      format: read.format,
      score,
      belongs: judged ?? score >= thresholdOf(state),
      nearLine: judged === undefined && isNearLine(score, thresholdOf(state)),
      verdict: judged === undefined ? null : verdictOf(judged),
      deep: library.isDeep(row),
      evidence: brief ? null : this.#evidence(content, state),
    };
  }

  #placeOf(row: number): DocumentPlace | null {
    return placeOfContent(this.#connection, this.#load().library.contents[row]!);
  }

  #evidence(content: number, state: LabelState): Evidence | null {
    const own = state.given.words.flatMap((word) => terms(indexableText(word)));
    const found = this.#distinctiveOf(state).slice(0, MARKED_WORDS);
    return evidenceOf(
      content,
      this.#load().library.gauge(state.topic),
      new Set([...own, ...found.map(({ term }) => term)]),
      {
        connection: this.#connection,
        texts: this.#texts,
        heavyModel: this.#heavyModel,
        embedLight: this.#embedLight,
      },
    );
  }

  #distinctiveOf(state: LabelState): readonly DistinctiveWord[] {
    const known = this.#distinctive.get(state.given.id);
    if (known !== undefined) return known;
    const { library, spoken } = this.#load();
    const { rows } = carriers(state, library.scores(state.topic));
    const words = this.#wordsOf(rows.length > 0 ? rows : library.core(state.topic), spoken);
    this.#distinctive.set(state.given.id, words);
    return words;
  }

  /** Words of the first documents of a list. */
  #wordsOf(rows: readonly number[], spoken: SpokenWords): DistinctiveWord[] {
    const { library } = this.#load();
    const texts = rows
      .slice(0, READ_FOR_WORDS)
      .map((row) => beginningOf(this.#connection, this.#texts, library.contents[row]!));
    return distinctiveWords(texts, library.contents.length, (term) =>
      spoken.atMost(passageFrequency(this.#connection, term)),
    );
  }
}
