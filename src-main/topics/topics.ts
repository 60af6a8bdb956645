import {
  lightEmbedding,
  lightTelling,
  lightUnreadability,
  lightWordMean,
} from '../embed/light/light-embedding.ts';
import { loadLightModel } from '../embed/light/light-model.ts';
import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import { openForReading, type ReadConnection } from '../storage/connection.ts';
import { findModel } from '../storage/models.ts';
import { TextReader } from '../storage/text-blocks.ts';
import type { DistinctiveWord } from './distinctive-words.ts';
import { KnownTerms, SAID_FIRST } from './document-terms.ts';
import { foundOf } from './found-of.ts';
import type {
  FitRequest,
  Fitted,
  FolderPlace,
  GivenLabel,
  JudgedPresence,
  Ranked,
  RankRequest,
  UnlabelledDocument,
} from './found-labels.ts';
import { carriers, type LabelState } from './label-state.ts';
import type { LabelDefinition } from './label.ts';
import { levelsOf } from './levels.ts';
import { loadDocuments, type Loaded } from './load-documents.ts';
import { describeContent, rankDocuments } from './ranked-documents.ts';
import { sayingWords } from './saying-words.ts';
import type { SpokenWords } from './spoken.ts';
import {
  beginningOf,
  contentsOf,
  contentsWithin,
  hashOfDocument,
  placeOfContent,
  type DocumentPlace,
} from './topic-documents.ts';
import type { TopicLibrary } from './topic-library.ts';
import { namedGroups, wordsOf, type WordSource } from './words-of.ts';

export interface TopicsOptions {
  /** Path of index.db. */
  readonly file: string;
  readonly lightModelFolder: string;
  /** The heavy model's name and dimensions. */
  readonly heavyModel: string;
  readonly heavyDimensions: number;
}

/** Documents that take half a second and more to read. */
const MANY = 20_000;
const EXAMPLES_OF_A_GROUP = 3;

/** Labels over a library's documents: read once, fitted whenever documents or labels change. */
export class Topics {
  readonly #connection: ReadConnection;
  readonly #texts: TextReader;
  readonly #heavyModel: number;
  readonly #heavyDimensions: number;
  readonly #embedLight: (text: string) => Float32Array;
  readonly #unreadable: (text: string) => number;
  readonly #telling: (text: string) => number;
  readonly #wordMean: Float32Array;
  readonly #terms = new KnownTerms((content) =>
    beginningOf(this.#connection, this.#texts, content, SAID_FIRST),
  );
  #loaded: Loaded | null = null;
  #edition = -1;
  #states: readonly LabelState[] = [];
  readonly #distinctive = new Map<number, readonly DistinctiveWord[]>();

  constructor({ file, lightModelFolder, heavyModel, heavyDimensions }: TopicsOptions) {
    this.#connection = openForReading(file);
    this.#texts = new TextReader(this.#connection);
    this.#heavyDimensions = heavyDimensions;
    this.#heavyModel = findModel(this.#connection, heavyModel);
    const light = loadLightModel(lightModelFolder);
    this.#embedLight = lightEmbedding(light);
    this.#unreadable = lightUnreadability(light);
    this.#telling = lightTelling(light);
    this.#wordMean = lightWordMean(light);
  }

  close(): void {
    this.#connection.close();
  }

  /** Fits every label to the documents there are. */
  fit({ labels, edition, isPassing }: FitRequest): Fitted {
    this.#follow(edition, isPassing);
    const { library, spoken, rank } = this.#load();
    this.#distinctive.clear();
    const definitions = labels.map((label) => this.#definition(label, spoken));
    const topics = library.fit(definitions, (words, shares) => spoken.weights(words, shares));
    this.#states = labels.map((given, index) => ({
      given,
      topic: topics[index]!,
      isDefined: definitions[index]!.words.length + definitions[index]!.belongs.length > 0,
      ...this.#judgedBy(definitions[index]!, library),
    }));
    return { ...foundOf(this.#states, library, spoken), rank, edition: this.#edition };
  }

  /** Documents of a label, best first; of those that cannot be compared the ones the person put in stand first, those put out last. */
  rank({ id, ...page }: RankRequest): Ranked {
    const state = this.#stateOf(id);
    if (state === undefined) return { documents: [], total: 0, histogram: [] };
    return rankDocuments(state, page, {
      connection: this.#connection,
      texts: this.#texts,
      heavyModel: this.#heavyModel,
      embedLight: this.#embedLight,
      library: this.#load().library,
      distinctive: () => this.#distinctiveOf(state),
    });
  }

  /** Documents that carry no label, in the order they were read first. */
  unlabelled({ offset, limit }: { readonly offset: number; readonly limit: number }): {
    documents: UnlabelledDocument[];
    total: number;
  } {
    const { library } = this.#load();
    const rows = this.#unlabelledRows(library);
    const documents = rows
      .slice(offset, offset + limit)
      .flatMap((row) => describeContent(this.#connection, library.contents[row]!) ?? []);
    return { documents, total: rows.length };
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
      .filter(({ terms: said }) => said.every((term) => !own.has(term)))
      .slice(0, limit)
      .map(({ word }) => ({ word, documents: spoken.count(word) }));
  }

  /** Groups of alike documents that carry no label, or of a folder, each named by its words. */
  suggestLabels({ within, limit }: { readonly within: FolderPlace | null; readonly limit: number }): {
    words: string[];
    documents: number;
    examples: { root: number; path: string }[];
  }[] {
    const { library } = this.#load();
    const rows = within === null ? this.#unlabelledRows(library) : this.#rowsWithin(library, within);
    return namedGroups(rows, limit, this.#wordSource()).map((group) => ({
      words: [...group.words],
      documents: group.rows.length,
      examples: group.rows.slice(0, EXAMPLES_OF_A_GROUP).flatMap((row) => this.#placeOf(row) ?? []),
    }));
  }

  /**
   * How high every document lies under every label in the order they were fitted in, above what the others score, and
   * where the documents lie: for measurements, where each document is to get one label alone.
   */
  similarities(): { paths: string[]; scores: Float32Array[] } {
    const { library } = this.#load();
    const labels = this.#states.map(({ topic }) => ({
      scores: library.similarities(topic),
      location: (topic.heavy ?? topic.light).background.location,
      core: library.core(topic),
    }));
    const levels = levelsOf(labels);
    return {
      paths: Array.from(library.contents.keys(), (row) => this.#placeOf(row)?.path ?? ''),
      scores: labels.map(({ scores }, label) => scores.map((score) => score - levels[label]!)),
    };
  }

  /** The hash of what a document holds; null where none is there. */
  hashAt(place: FolderPlace): Uint8Array | null {
    return hashOfDocument(this.#connection, place);
  }

  /** Whether contents of these hashes are in the library, and can be compared. */
  present({ hashes }: { readonly hashes: readonly Uint8Array[] }): JudgedPresence[] {
    const { library } = this.#load();
    return hashes.map((hash) => {
      const contents = contentsOf(this.#connection, hash);
      return {
        present: contents.length > 0,
        compared: contents.some((content) => library.rowOf(content) >= 0),
      };
    });
  }

  #follow(edition: number, isPassing: boolean): void {
    const count = this.#loaded?.library.contents.length ?? 0;
    if (edition === this.#edition || (isPassing && count > MANY)) return;
    this.#edition = edition;
    this.#loaded = null;
  }

  #load(): Loaded {
    if (this.#loaded !== null) return this.#loaded;
    this.#loaded = loadDocuments(this.#connection, this.#terms, {
      heavy: { model: this.#heavyModel, dimensions: this.#heavyDimensions },
      wordMean: this.#wordMean,
    });
    return this.#loaded;
  }

  #stateOf(id: number): LabelState | undefined {
    return this.#states.find(({ given }) => given.id === id);
  }

  #definition(label: GivenLabel, spoken: SpokenWords): LabelDefinition {
    const { id, judged } = label;
    const { words, heavy } = sayingWords(label, {
      holding: (word) => spoken.count(word),
      unreadable: this.#unreadable,
    });
    const contents = (belongs: boolean): number[] =>
      judged
        .filter((one) => one.belongs === belongs)
        .flatMap(({ hash }) => contentsOf(this.#connection, hash));
    const each = words.map((word) => this.#embedLight(word));
    const together = words.length > 1 ? this.#embedLight(words.join(' ')) : null;
    return { id, words, heavy, light: { each, together }, belongs: contents(true), not: contents(false) };
  }

  #rowsWithin(library: TopicLibrary, place: FolderPlace): number[] {
    return contentsWithin(this.#connection, place)
      .map((content) => library.rowOf(content))
      .filter((row) => row >= 0);
  }

  #unlabelledRows(library: TopicLibrary): number[] {
    const labelled = new Set(this.#states.flatMap((state) => carriers(state, library).rows));
    return Array.from(library.contents.keys()).filter((row) => !labelled.has(row));
  }

  /** What the person said, by row, and of what has none. */
  #judgedBy({ belongs, not }: LabelDefinition, library: TopicLibrary): Pick<LabelState, 'judged' | 'beyond'> {
    // Copies of one file are one content, though something was said of each.
    const last = new Map([
      ...not.map((content) => [content, false] as const),
      ...belongs.map((content) => [content, true] as const),
    ]);
    const said = Array.from(last, ([content, isMember]) => ({
      content,
      belongs: isMember,
      row: library.rowOf(content),
    }));
    return {
      judged: new Map(said.filter(({ row }) => row >= 0).map((one) => [one.row, one.belongs])),
      beyond: said.filter(
        ({ row, content }) => row < 0 && placeOfContent(this.#connection, content) !== null,
      ),
    };
  }

  #placeOf(row: number): DocumentPlace | null {
    return placeOfContent(this.#connection, this.#load().library.contents[row]!);
  }

  #wordSource(): WordSource {
    return {
      connection: this.#connection,
      texts: this.#texts,
      embedLight: this.#embedLight,
      telling: this.#telling,
      ...this.#load(),
    };
  }

  #distinctiveOf(state: LabelState): readonly DistinctiveWord[] {
    const known = this.#distinctive.get(state.given.id);
    if (known !== undefined) return known;
    const { library } = this.#load();
    const { rows } = carriers(state, library);
    const words = wordsOf(rows.length > 0 ? rows : library.core(state.topic), this.#wordSource());
    this.#distinctive.set(state.given.id, words);
    return words;
  }
}
