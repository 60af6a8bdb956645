import { openForReading, type ReadConnection } from './connection.ts';
import {
  countStates,
  documentAt,
  documentsWithErrors,
  finishedLooks,
  type DocumentRow,
} from './documents.ts';
import { countPassages, passagePlaces, readContent } from './passages.ts';
import { TextReader } from './text-blocks.ts';
import { countDeepened, countVectors, shallowPassages, type ShallowPassage } from './vectors.ts';

/** How a root stands. */
export interface RootCount {
  readonly root: number;
  readonly indexed: number;
  readonly partial: number;
  readonly listed: number;
  readonly excluded: number;
  readonly waiting: number;
  readonly passages: number;
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
  readonly length: number;
  readonly text: string;
  readonly places: readonly {
    readonly start: number;
    readonly page: number | null;
    readonly heading: string | null;
  }[];
}

/** Everything that is asked of index.db outside a search. */
export class LibraryReader {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** What codes and vectors are stored under. */
  readonly lightModel: number;
  readonly heavyModel: number;

  constructor(file: string, models: { readonly light: string; readonly heavy: string }) {
    this.connection = openForReading(file);
    this.texts = new TextReader(this.connection);
    this.lightModel = this.#numberOf(models.light);
    this.heavyModel = this.#numberOf(models.heavy);
  }

  #numberOf(model: string): number {
    return (
      this.connection.prepare<[string], { id: number }>('SELECT id FROM models WHERE name = ?').get(model)
        ?.id ?? 0
    );
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
          deepened: passages.get(root)?.deepened ?? 0,
          finished: looks.get(root) ?? null,
        };
      });
      return {
        roots,
        passages: countPassages(this.connection),
        vectors: countVectors(this.connection, this.heavyModel),
      };
    });
  }

  errors(): DocumentRow[] {
    return documentsWithErrors(this.connection);
  }

  deepened(): { total: number; done: number } {
    return countDeepened(this.connection, this.heavyModel);
  }

  shallow(after: number, limit: number): ShallowPassage[] {
    return shallowPassages(this.connection, this.heavyModel, after, limit);
  }

  /** Undefined where no such document is known. */
  text(root: number, path: string, start: number, length: number): StoredText | undefined {
    return this.connection.snapshot(() => {
      const document = documentAt(this.connection, root, path);
      if (document === undefined) return undefined;
      const content = document.content === null ? undefined : readContent(this.connection, document.content);
      if (content === undefined)
        return { document, title: null, format: '', length: 0, text: '', places: [] };
      return {
        document,
        title: content.title,
        format: content.format,
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
  #passagesByRoot(): { root: number; passages: number; deepened: number }[] {
    return this.connection
      .prepare<[number], { root: number; passages: number; deepened: number }>(
        `WITH known AS (
           SELECT contents.id, contents.passages,
             (SELECT count(*) FROM passages WHERE passages.id >= first_passage
                AND passages.id < first_passage + contents.passages
                AND EXISTS (SELECT 1 FROM vectors WHERE model = ? AND vectors.hash = passages.hash)) AS deepened
           FROM contents)
         SELECT root, sum(known.passages) AS passages, sum(known.deepened) AS deepened
         FROM documents JOIN known ON known.id = documents.content GROUP BY root`,
      )
      .all(this.heavyModel);
  }
}
