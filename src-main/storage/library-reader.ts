import { openForReading, type ReadConnection } from './connection.ts';
import { Deepening, within, worthDeepening, type DocumentPlace } from './deepening.ts';
import {
  countStates,
  documentAt,
  readDocument,
  documentsWithErrors,
  finishedLooks,
  type DocumentRow,
} from './documents.ts';
import { countPassages, passagePlaces, readContent, type PassageRow } from './passages.ts';
import { findModel } from './models.ts';
import type { ResidentCodes } from './resident-codes.ts';
import { TextReader } from './text-blocks.ts';
import { readVector } from './vectors.ts';

/** How a root stands. */
export interface RootCount {
  readonly root: number;
  readonly indexed: number;
  readonly partial: number;
  readonly listed: number;
  readonly excluded: number;
  readonly waiting: number;
  readonly passages: number;
  readonly deepenable: number;
  readonly deepened: number;
  readonly finished: number | null;
}

export interface LibraryCounts {
  readonly roots: readonly RootCount[];
  readonly passages: number;
  readonly vectors: number;
}

/** A part of a document's stored text. */
export interface StoredText {
  readonly document: DocumentRow;
  readonly title: string | null;
  readonly format: string;
  readonly recognised: boolean;
  readonly length: number;
  readonly text: string;
  readonly places: readonly {
    readonly start: number;
    readonly page: number | null;
    readonly heading: string | null;
  }[];
}

/** A passage that has no heavy code yet; the vector of its text may be stored for another one. */
export interface ShallowPassage extends PassageRow {
  readonly vector: Int8Array | null;
}

export interface ShallowRequest {
  readonly after: number;
  readonly limit: number;
  readonly paused?: readonly number[];
  readonly of?: DocumentPlace;
}

export interface ReaderOptions {
  /** Names of the models. */
  readonly light: string;
  readonly heavy: string;
  readonly heavyCodes: ResidentCodes;
}

/** Passages of one root, those worth deepening, and of these the deepened. */
interface RootPassages {
  readonly root: number;
  passages: number;
  deepenable: number;
  deepened: number;
}

/** Everything that is asked of index.db outside a search. */
export class LibraryReader {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** What codes and vectors are stored under. */
  readonly lightModel: number;
  readonly heavyModel: number;

  readonly #deepening: Deepening;

  constructor(file: string, { light, heavy, heavyCodes }: ReaderOptions) {
    this.connection = openForReading(file);
    this.#deepening = new Deepening(this.connection, heavyCodes);
    this.texts = new TextReader(this.connection);
    this.lightModel = findModel(this.connection, light);
    this.heavyModel = findModel(this.connection, heavy);
  }

  counts(): LibraryCounts {
    return this.connection.snapshot(() => {
      const states = countStates(this.connection);
      const looks = new Map(finishedLooks(this.connection).map(({ root, finished }) => [root, finished]));
      const passages = new Map(this.#passagesByRoot().map((row) => [row.root, row]));
      const roots = [...new Set([...states.map(({ root }) => root), ...looks.keys()])].map((root) => {
        const count = (state: string): number =>
          states.find((row) => row.root === root && row.state === state)?.count ?? 0;
        return {
          root,
          indexed: count('indexed'),
          partial: count('partial'),
          listed: count('listed'),
          excluded: count('excluded'),
          waiting: count('waiting'),
          passages: passages.get(root)?.passages ?? 0,
          deepenable: passages.get(root)?.deepenable ?? 0,
          deepened: passages.get(root)?.deepened ?? 0,
          finished: looks.get(root) ?? null,
        };
      });
      return {
        roots,
        passages: countPassages(this.connection),
        vectors: this.#deepening.vectors,
      };
    });
  }

  errors(): DocumentRow[] {
    return documentsWithErrors(this.connection);
  }

  deepened(paused: readonly number[] = []): { total: number; done: number } {
    return this.#deepening.counted(paused);
  }

  /**
   * The next passages without a heavy code behind `after`, with the vector of their text where another has it: of one
   * document, or of all but those of paused roots.
   */
  shallow({ after, limit, paused, of }: ShallowRequest): ShallowPassage[] {
    const passages =
      of === undefined
        ? this.#deepening.shallow(after, limit, paused)
        : this.#deepening.shallowOf(of, after, limit);
    return passages.map((passage) => ({
      ...passage,
      vector: readVector(this.connection, this.heavyModel, passage.hash) ?? null,
    }));
  }

  /** A file as it is known, or the file that holds this document. */
  fileAt(root: number, path: string): DocumentRow | undefined {
    const document = documentAt(this.connection, root, path);
    if (document === undefined || document.container === null) return document;
    return readDocument(this.connection, document.container);
  }

  /** Undefined where no such document is known. */
  text(root: number, path: string, start: number, length: number): StoredText | undefined {
    return this.connection.snapshot(() => {
      const document = documentAt(this.connection, root, path);
      if (document === undefined) return undefined;
      const content = document.content === null ? undefined : readContent(this.connection, document.content);
      if (content === undefined)
        return { document, title: null, format: '', recognised: false, length: 0, text: '', places: [] };
      return {
        document,
        title: content.title,
        format: content.format,
        recognised: content.recognised > 0,
        length: content.length,
        text: this.texts.read(content.id, start, length),
        places: passagePlaces(this.connection, content),
      };
    });
  }

  /** SQLite's own look at the file: 'ok', or what is wrong. */
  check(): string {
    return (
      this.connection.prepare<[], { quick_check: string }>('PRAGMA quick_check(1)').get()?.quick_check ??
      'no answer'
    );
  }

  close(): void {
    this.connection.close();
  }

  /** Copies count in every root they lie in. */
  #passagesByRoot(): RootPassages[] {
    const before = this.#deepening.doneBefore();
    const sums = new Map<number, RootPassages>();
    const rows = this.connection
      .prepare<[], { root: number; first: number; passages: number; dataLike: number }>(
        `SELECT root, first_passage AS first, passages, data_like AS dataLike
         FROM documents JOIN contents ON contents.id = documents.content`,
      )
      .iterate();
    for (const { root, first, passages, dataLike } of rows) {
      const worthy = worthDeepening(passages, dataLike === 1);
      const sum = sums.get(root) ?? { root, passages: 0, deepenable: 0, deepened: 0 };
      sum.passages += passages;
      sum.deepenable += worthy;
      sum.deepened += within(before, first, worthy);
      sums.set(root, sum);
    }
    return [...sums.values()];
  }
}
