import type { WriteConnection } from './connection.ts';

/** A folder the person opened to Inkling. */
export interface Root {
  readonly id: number;
  readonly path: string;
  /** Its files are neither looked over nor read nor deepened for now. */
  readonly paused: boolean;
}

interface RootRow extends Omit<Root, 'paused'> {
  readonly paused: number;
}

export interface SavedQuery {
  readonly name: string;
  readonly query: string;
}

/** Roots, settings and saved searches: the tables of person.db. */
export class PersonStore {
  readonly #connection: WriteConnection;
  /** Asked for every file that is read. */
  #roots: readonly Root[] | null = null;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  roots(): readonly Root[] {
    this.#roots ??= this.#connection
      .prepare<[], RootRow>('SELECT id, path, paused FROM roots ORDER BY path')
      .all()
      .map(parseRoot);
    return this.#roots;
  }

  /** The root of that path, made where it is new. */
  addRoot(path: string): Root {
    this.#roots = null;
    this.#connection
      .prepare<[string, number], never>(
        'INSERT INTO roots (path, added) VALUES (?, ?) ON CONFLICT (path) DO NOTHING',
      )
      .run(path, Date.now());
    const row = this.#connection
      .prepare<[string], RootRow>('SELECT id, path, paused FROM roots WHERE path = ?')
      .get(path);
    if (row === undefined) throw new Error('a root that was just stored is gone');
    return parseRoot(row);
  }

  pauseRoot(id: number, paused: boolean): void {
    this.#roots = null;
    this.#connection
      .prepare<[number, number], never>('UPDATE roots SET paused = ? WHERE id = ?')
      .run(Number(paused), id);
  }

  /** Forgets the root; nothing of its path stays in the file. */
  removeRoot(id: number): void {
    this.#roots = null;
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

function parseRoot({ paused, ...root }: RootRow): Root {
  return { ...root, paused: paused === 1 };
}
