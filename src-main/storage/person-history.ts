import type { ReadConnection, WriteConnection } from './connection.ts';
import { dropRemovedSearches } from './person-searches.ts';

/** A question as the person asked it last. */
export interface AskedQuery {
  readonly query: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export const MOST_ASKED = 1_000;
export const KEPT_MILLISECONDS = 365 * 24 * 60 * 60 * 1_000;

/** How the store around it writes. */
export interface HistoryWrites {
  /** In one transaction, and not copied: what is asked need not come back from a copy. */
  readonly note: (body: () => void) => void;
  /** In one transaction, after which nothing of it is left in the file or in any copy. */
  readonly erase: (body: () => void) => void;
}

/** Questions a person asked, each once, as long as they want them kept. */
export class PersonHistory {
  readonly #connection: WriteConnection;
  readonly #writes: HistoryWrites;

  constructor(connection: WriteConnection, writes: HistoryWrites) {
    this.#connection = connection;
    this.#writes = writes;
  }

  /** The newest first. */
  all(): AskedQuery[] {
    return this.#read('SELECT query, at FROM asked_queries ORDER BY at DESC, query');
  }

  /** @param inPlaceOf what the person had asked before they went on typing */
  add({ query, at }: AskedQuery, inPlaceOf: string | null = null): void {
    this.#writes.note(() => {
      if (inPlaceOf !== null) this.#drop(inPlaceOf);
      this.#put({ query, at });
      this.#connection
        .prepare<[number, number], never>(
          `DELETE FROM asked_queries WHERE at < ?
             OR query NOT IN (SELECT query FROM asked_queries ORDER BY at DESC LIMIT ?)`,
        )
        .run(at - KEPT_MILLISECONDS, MOST_ASKED);
    });
  }

  /** Erases one question, or all and with them the searches that were removed; answers what was erased. */
  erase(query: string | null): AskedQuery[] {
    const gone = this.all().filter((one) => query === null || one.query === query);
    this.#writes.erase(() => {
      for (const one of gone) this.#drop(one.query);
      if (query === null) dropRemovedSearches(this.#connection);
    });
    return gone;
  }

  /** Puts back what was erased; what was asked again since stays newer. */
  putBack(queries: readonly AskedQuery[]): void {
    this.#writes.note(() => {
      for (const query of queries) this.#put(query);
    });
  }

  #put({ query, at }: AskedQuery): void {
    this.#connection
      .prepare<[string, number], never>(
        'INSERT INTO asked_queries (query, at) VALUES (?, ?) ON CONFLICT (query) DO UPDATE SET at = max(at, excluded.at)',
      )
      .run(query, at);
  }

  #drop(query: string): void {
    this.#connection.prepare<[string], never>('DELETE FROM asked_queries WHERE query = ?').run(query);
  }

  #read(sql: string): AskedQuery[] {
    const connection: ReadConnection = this.#connection;
    return connection.prepare<[], AskedQuery>(sql).all();
  }
}
