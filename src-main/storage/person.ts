import type { WriteConnection } from './connection.ts';

/** A folder the person opened to Inkling. */
export interface Root {
  readonly id: number;
  readonly path: string;
}

export interface SavedQuery {
  readonly name: string;
  readonly query: string;
}

/** Roots, settings and saved searches: the tables of person.db. */
export class PersonStore {
  readonly #connection: WriteConnection;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  roots(): Root[] {
    return this.#connection.prepare<[], Root>('SELECT id, path FROM roots ORDER BY path').all();
  }

  /** The root of that path, made where it is new. */
  addRoot(path: string): Root {
    this.#connection
      .prepare<[string, number], never>(
        'INSERT INTO roots (path, added) VALUES (?, ?) ON CONFLICT (path) DO NOTHING',
      )
      .run(path, Date.now());
    const row = this.#connection
      .prepare<[string], Root>('SELECT id, path FROM roots WHERE path = ?')
      .get(path);
    if (row === undefined) throw new Error('a root that was just stored is gone');
    return row;
  }

  /** Forgets the root; nothing of its path stays in the file. */
  removeRoot(id: number): void {
    this.#connection.prepare<[number], never>('DELETE FROM roots WHERE id = ?').run(id);
    this.#connection.exec('VACUUM');
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  setting(name: string): string | undefined {
    return this.#connection
      .prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?')
      .get(name)?.value;
  }

  changeSetting(name: string, value: string): void {
    this.#connection
      .prepare<[string, string], never>('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
      .run(name, value);
  }

  savedSearches(): SavedQuery[] {
    return this.#connection
      .prepare<[], SavedQuery>('SELECT name, query FROM saved_searches ORDER BY name')
      .all();
  }

  saveSearch(search: SavedQuery): void {
    this.#connection
      .prepare<[string, string, number], never>(
        'INSERT OR REPLACE INTO saved_searches (name, query, saved) VALUES (?, ?, ?)',
      )
      .run(search.name, search.query, Date.now());
  }

  unsaveSearch(name: string): void {
    this.#connection.prepare<[string], never>('DELETE FROM saved_searches WHERE name = ?').run(name);
  }

  close(): void {
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
    this.#connection.close();
  }
}
