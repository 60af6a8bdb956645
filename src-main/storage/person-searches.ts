import { InklingError } from '../lib/errors.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';

/** A search the person kept, with what was counted of it last. */
export interface StoredSearch {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  /** Milliseconds since 1970. */
  readonly saved: number;
  /** New matches are told. */
  readonly tell: boolean;
  /** The next passage of the index when it was saved: what came later may be news. Null until the library came to rest since. */
  readonly since: number | null;
  /** Null: never counted. */
  readonly counted: number | null;
  readonly documents: number;
  /** Meaning has a part in the count. */
  readonly about: boolean;
  readonly news: number;
}

/** What a search found once, by marks of the content and of the place. */
export interface KnownMatch {
  readonly mark: string;
  readonly place: string;
  /** Not looked at yet. */
  readonly news: boolean;
}

export interface Counted {
  readonly since: number | null;
  readonly documents: number;
  readonly about: boolean;
  readonly news: number;
  readonly added: readonly KnownMatch[];
}

/** What was undone. */
export interface SearchChange {
  readonly kind: 'remove' | 'rename';
  /** Of the search as it is called again. */
  readonly name: string;
  readonly at: number;
}

interface SearchRow extends Omit<StoredSearch, 'tell' | 'about'> {
  readonly tell: number;
  readonly about: number;
}

interface ChangeRow extends SearchChange {
  readonly id: number;
  readonly search: number;
}

const COLUMNS = 'id, name, query, saved, tell, since, counted, documents, about, news';
/** Changes that can be undone; a search removed before them is gone. */
const MOST_CHANGES = 20;

type Change = <Result>(body: (connection: WriteConnection) => Result) => Result;

/** Searches under names, what they found, and the last removals and renamings, each of which can be undone. */
export class PersonSearches {
  readonly #connection: ReadConnection;
  readonly #change: Change;
  readonly #note: Change;

  /**
   * @param change runs a body in one transaction and has the database copied afterwards
   * @param note the same without a copy, for what can be counted again
   */
  constructor(
    connection: WriteConnection,
    change: <Result>(body: () => Result) => Result,
    note: <Result>(body: () => Result) => Result,
  ) {
    this.#connection = connection;
    this.#change = (body) => change(() => body(connection));
    this.#note = (body) => note(() => body(connection));
  }

  /** By name. */
  all(): StoredSearch[] {
    return this.#connection
      .prepare<[], SearchRow>(`SELECT ${COLUMNS} FROM saved_searches WHERE removed IS NULL ORDER BY name, id`)
      .all()
      .map(parseSearch);
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  byId(id: number): StoredSearch {
    const row = this.#connection
      .prepare<[number], SearchRow>(`SELECT ${COLUMNS} FROM saved_searches WHERE id = ? AND removed IS NULL`)
      .get(id);
    if (row === undefined) throw unknownSearch();
    return parseSearch(row);
  }

  /**
   * Keeps a search; the same query under the same name is kept once. Answers its id.
   * @throws InklingError SAVED_NAME_TAKEN
   */
  save({ name, query, tell }: Pick<StoredSearch, 'name' | 'query' | 'tell'>): number {
    return this.#change((connection) => {
      const known = this.#named(name);
      if (known !== undefined && known.query !== query) throw nameTaken(name);
      if (known !== undefined) {
        run(connection, 'UPDATE saved_searches SET tell = ? WHERE id = ?', Number(tell), known.id);
        return known.id;
      }
      const sql = 'INSERT INTO saved_searches (name, query, saved, tell) VALUES (?, ?, ?, ?)';
      return Number(run(connection, sql, name, query, Date.now(), Number(tell)).lastInsertRowid);
    });
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  tell(id: number, tell: boolean): void {
    this.#change((connection) => {
      this.byId(id);
      run(connection, 'UPDATE saved_searches SET tell = ? WHERE id = ?', Number(tell), id);
      if (!tell) forgetNews(connection, id);
    });
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN, SAVED_NAME_TAKEN */
  rename(id: number, name: string): void {
    this.#change((connection) => {
      const before = this.byId(id);
      if (before.name === name) return;
      if (this.#named(name) !== undefined) throw nameTaken(name);
      run(connection, 'UPDATE saved_searches SET name = ? WHERE id = ?', name, id);
      noteChange(connection, { search: id, kind: 'rename', name: before.name });
    });
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  remove(id: number): void {
    this.#change((connection) => {
      const { name } = this.byId(id);
      run(connection, 'UPDATE saved_searches SET removed = ? WHERE id = ?', Date.now(), id);
      noteChange(connection, { search: id, kind: 'remove', name });
    });
  }

  /** The change that would be undone next; null where none is left. */
  lastChange(): SearchChange | null {
    const last = this.#lastRow();
    return last === undefined ? null : { kind: last.kind, name: last.name, at: last.at };
  }

  /** Takes back the last removal or renaming, under the next name that is free where another has it now. */
  undo(): SearchChange | null {
    return this.#change((connection) => {
      const last = this.#lastRow();
      if (last === undefined) return null;
      const name = this.#freeName(last);
      const sql = 'UPDATE saved_searches SET name = ?, removed = NULL WHERE id = ?';
      run(connection, sql, name, last.search);
      run(connection, 'DELETE FROM saved_changes WHERE id = ?', last.id);
      return { kind: last.kind, name, at: last.at };
    });
  }

  known(id: number): KnownMatch[] {
    return this.#connection
      .prepare<[number], { mark: string; place: string; news: number }>(
        'SELECT mark, place, news FROM saved_matches WHERE search = ?',
      )
      .all(id)
      .map((row) => ({ ...row, news: row.news === 1 }));
  }

  /** What a count found, all of it or nothing; a search that was removed meanwhile is left as it was. */
  count(id: number, { since, documents, about, news, added }: Counted): void {
    this.#note((connection) => {
      const update = run(
        connection,
        `UPDATE saved_searches SET since = ?, documents = ?, about = ?, news = ?, counted = ?
         WHERE id = ? AND removed IS NULL`,
        since,
        documents,
        Number(about),
        news,
        Date.now(),
        id,
      );
      if (update.changes === 0) return;
      const insert = 'INSERT OR REPLACE INTO saved_matches (search, mark, place, news) VALUES (?, ?, ?, ?)';
      for (const match of added) run(connection, insert, id, match.mark, match.place, Number(match.news));
    });
  }

  /**
   * The person looked at what is new, of one search or of all.
   * @throws InklingError SAVED_SEARCH_UNKNOWN
   */
  see(id: number | null): void {
    this.#note((connection) => {
      if (id !== null) this.byId(id);
      for (const search of id === null ? this.all() : [{ id }]) forgetNews(connection, search.id);
    });
  }

  #named(name: string): { id: number; query: string } | undefined {
    return this.#connection
      .prepare<[string], { id: number; query: string }>(
        'SELECT id, query FROM saved_searches WHERE name = ? AND removed IS NULL',
      )
      .get(name);
  }

  #freeName({ name, search }: ChangeRow): string {
    for (let number = 1; ; number += 1) {
      const free = number === 1 ? name : `${name} (${number})`;
      const holder = this.#named(free);
      if (holder === undefined || holder.id === search) return free;
    }
  }

  #lastRow(): ChangeRow | undefined {
    return this.#connection
      .prepare<[], ChangeRow>('SELECT id, search, kind, name, at FROM saved_changes ORDER BY id DESC LIMIT 1')
      .get();
  }
}

/** Removed searches go for good, with whatever would have been undone. To be called within a transaction. */
export function dropRemovedSearches(connection: WriteConnection): void {
  run(connection, 'DELETE FROM saved_changes');
  dropForgotten(connection);
}

function noteChange(
  connection: WriteConnection,
  { search, kind, name }: Pick<ChangeRow, 'search' | 'kind' | 'name'>,
): void {
  const sql = 'INSERT INTO saved_changes (search, kind, name, at) VALUES (?, ?, ?, ?)';
  const { lastInsertRowid } = run(connection, sql, search, kind, name, Date.now());
  run(connection, 'DELETE FROM saved_changes WHERE id <= ?', Number(lastInsertRowid) - MOST_CHANGES);
  dropForgotten(connection);
}

/** Removed searches whose removal can no longer be undone. */
function dropForgotten(connection: WriteConnection): void {
  run(
    connection,
    'DELETE FROM saved_searches WHERE removed IS NOT NULL AND id NOT IN (SELECT search FROM saved_changes)',
  );
  run(connection, 'DELETE FROM saved_matches WHERE search NOT IN (SELECT id FROM saved_searches)');
}

function forgetNews(connection: WriteConnection, id: number): void {
  run(connection, 'UPDATE saved_matches SET news = 0 WHERE search = ? AND news = 1', id);
  run(connection, 'UPDATE saved_searches SET news = 0 WHERE id = ?', id);
}

function run(connection: WriteConnection, sql: string, ...values: readonly (string | number | null)[]) {
  return connection.prepare<unknown[], never>(sql).run(...values);
}

function parseSearch({ tell, about, ...search }: SearchRow): StoredSearch {
  return { ...search, tell: tell === 1, about: about === 1 };
}

function unknownSearch(): InklingError {
  return new InklingError('SAVED_SEARCH_UNKNOWN', {
    cause: 'There is no such saved search; it may have been removed.',
    remedy: 'See `inkling searches list`.',
  });
}

function nameTaken(name: string): InklingError {
  return new InklingError('SAVED_NAME_TAKEN', {
    cause: `There is a saved search named ${name} already.`,
    remedy: 'Choose another name, or remove that one first.',
  });
}
