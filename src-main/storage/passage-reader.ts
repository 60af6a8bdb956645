import type { ReadConnection } from './connection.ts';
import { ContentIndex, type PassageSpan } from './content-index.ts';
import { readPassage, type PassageRow } from './passages.ts';
import type { TextReader } from './text-blocks.ts';

/** Passages kept from one answer to the next; their texts are a few megabytes. */
const MOST_KEPT = 2_000;

/** Passages as answers see them: the stages of one look at the same ones, and each is fetched once. */
export class PassageReader {
  readonly #connection: ReadConnection;
  readonly #texts: TextReader;
  readonly #contents: ContentIndex;
  readonly #rows = new Map<number, PassageRow | undefined>();
  readonly #bodies = new Map<number, string>();
  #edition = -1;

  constructor(connection: ReadConnection, texts: TextReader) {
    this.#connection = connection;
    this.#texts = texts;
    this.#contents = new ContentIndex(connection);
  }

  /**
   * To be called as a snapshot begins: lets everything go where the database has changed since it was read, or where
   * it has become much.
   */
  begin(): void {
    const edition = this.#connection.edition();
    if (edition !== this.#edition) this.#contents.follow();
    else if (this.#rows.size < MOST_KEPT) return;
    this.#edition = edition;
    this.forget();
  }

  forget(): void {
    this.#rows.clear();
    this.#bodies.clear();
  }

  /** The content a passage belongs to; it may have left since, with all that it had. */
  contentOf(passage: number): number | undefined {
    return this.#contents.contentOf(passage);
  }

  /** Where the passages of its content begin and end. */
  spanOf(passage: number): PassageSpan | undefined {
    return this.#contents.spanOf(passage);
  }

  /** How many passages a content has in the mean. */
  get meanPassages(): number {
    return this.#contents.meanPassages;
  }

  /** Undefined where it left since its code was read. */
  row(passage: number): PassageRow | undefined {
    return kept(this.#rows, passage, () => readPassage(this.#connection, passage));
  }

  /** The text of a passage, without its title and heading. */
  body(row: PassageRow): string {
    return kept(this.#bodies, row.id, () => alone(this.#texts.read(row.content, row.start, row.length)));
  }
}

/** V8 cuts a long text by pointing into it, and the whole block would stay for every passage that is kept. */
function alone(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

function kept<Value>(known: Map<number, Value>, key: number, read: () => Value): Value {
  const value = known.get(key);
  if (value !== undefined || known.has(key)) return value as Value;
  const fresh = read();
  known.set(key, fresh);
  return fresh;
}
