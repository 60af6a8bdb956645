import type { WriteConnection } from './connection.ts';
import { tellFull } from './damage.ts';
import type { PersonCopies } from './person-copies.ts';
import { PersonHistory } from './person-history.ts';
import { leaveRoot, PersonLabels } from './person-labels.ts';
import { PersonSearches } from './person-searches.ts';
import { integrityOf } from './person-soundness.ts';

/** A folder the person opened to Inkling. */
export interface Root {
  readonly id: number;
  readonly path: string;
  /** Its files are neither looked over nor read nor deepened for now. */
  readonly paused: boolean;
  /** What of it is left out, as in .gitignore. */
  readonly patterns: string;
  /** False where words and names alone shall find it. */
  readonly meaning: boolean;
  /** Whether AI agents may see it. */
  readonly agents: boolean;
}

interface RootRow extends Omit<Root, 'paused' | 'meaning' | 'agents'> {
  readonly paused: number;
  readonly meaning: number;
  readonly agents: number;
}

const ROOT_COLUMNS = 'id, path, paused, patterns, meaning, agents';

/** Several changes in a row, as of one page of settings, are copied once. */
const COPY_AFTER_MILLISECONDS = 1_000;

/** Roots, settings, saved searches, asked questions and labels: the tables of person.db, copied soon after every change. */
export class PersonStore {
  readonly labels: PersonLabels;
  readonly searches: PersonSearches;
  readonly history: PersonHistory;
  readonly #connection: WriteConnection;
  /** Asked for every file that is read. */
  #roots: readonly Root[] | null = null;
  readonly #copies: PersonCopies | undefined;
  #copying: NodeJS.Timeout | undefined;
  /** Why the last copy could not be made, such as a full disk; the earlier ones stay. */
  copyFailure: string | null = null;

  constructor(connection: WriteConnection, copies?: PersonCopies) {
    this.#connection = connection;
    this.#copies = copies;
    const note = <Result>(body: () => Result): Result => this.#write(() => connection.transaction(body));
    const change = <Result>(body: () => Result): Result => {
      const result = note(body);
      this.#changed();
      return result;
    };
    this.labels = new PersonLabels(connection, change);
    this.searches = new PersonSearches(connection, change, note);
    this.history = new PersonHistory(connection, { note, erase: (body) => this.#erase(body) });
    if (copies?.all().length === 0) this.#changed();
  }

  /** When the newest copy was made, in milliseconds since 1970; null where there is none. */
  get copied(): number | null {
    return this.#copies?.all()[0]?.time ?? null;
  }

  roots(): readonly Root[] {
    this.#roots ??= this.#connection
      .prepare<[], RootRow>(`SELECT ${ROOT_COLUMNS} FROM roots ORDER BY path`)
      .all()
      .map(parseRoot);
    return this.#roots;
  }

  /** The root of that path, made where it is new. */
  addRoot(path: string): Root {
    this.#roots = null;
    this.#change(
      'INSERT INTO roots (path, added) VALUES (?, ?) ON CONFLICT (path) DO NOTHING',
      path,
      Date.now(),
    );
    const row = this.#connection
      .prepare<[string], RootRow>(`SELECT ${ROOT_COLUMNS} FROM roots WHERE path = ?`)
      .get(path);
    if (row === undefined) throw new Error('a root that was just stored is gone');
    return parseRoot(row);
  }

  pauseRoot(id: number, paused: boolean): void {
    this.#roots = null;
    this.#change('UPDATE roots SET paused = ? WHERE id = ?', Number(paused), id);
  }

  ruleRoot(id: number, { patterns, meaning }: Pick<Root, 'patterns' | 'meaning'>): void {
    this.#roots = null;
    this.#change('UPDATE roots SET patterns = ?, meaning = ? WHERE id = ?', patterns, Number(meaning), id);
  }

  /** Opens a root to agents, or closes it. */
  allowAgents(id: number, allowed: boolean): void {
    this.#roots = null;
    this.#change('UPDATE roots SET agents = ? WHERE id = ?', Number(allowed), id);
  }

  /** Forgets the root; nothing of its path stays in the file or beside it. */
  removeRoot(id: number): void {
    this.#roots = null;
    this.#erase(() => {
      leaveRoot(this.#connection, id);
      this.#connection.prepare<[number], never>('DELETE FROM roots WHERE id = ?').run(id);
    });
  }

  setting(name: string): string | undefined {
    return this.#connection
      .prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?')
      .get(name)?.value;
  }

  changeSetting(name: string, value: string): void {
    this.#change('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', name, value);
  }

  dropSetting(name: string): void {
    this.#change('DELETE FROM settings WHERE name = ?', name);
  }

  close(): void {
    if (this.#copying !== undefined) this.#copyBy((copies) => copies.make(this.#connection));
    this.#connection.closeWhole();
  }

  /** Writes everything a person made into one file, which must not be there yet. */
  copyTo(file: string): void {
    this.#write(() => this.#connection.prepare<[string], never>('VACUUM INTO ?').run(file));
  }

  /** SQLite's own look at the file: 'ok', or what is wrong. */
  check(): string {
    return integrityOf(this.#connection);
  }

  #change(sql: string, ...values: readonly (string | number)[]): void {
    this.#write(() => this.#connection.prepare<unknown[], never>(sql).run(...values));
    this.#changed();
  }

  /** What a body deletes stays neither in the file nor beside it. */
  #erase(body: () => void): void {
    this.#write(() => {
      this.#connection.transaction(body);
      this.#connection.exec('VACUUM');
      this.#connection.pragma('wal_checkpoint(TRUNCATE)');
    });
    this.#copyBy((copies) => copies.makeAnew(this.#connection));
  }

  /** @throws InklingError DISK_FULL */
  #write<Result>(body: () => Result): Result {
    try {
      return body();
    } catch (thrown) {
      throw tellFull(thrown);
    }
  }

  #changed(): void {
    if (this.#copies === undefined) return;
    this.#copying ??= setTimeout(() => {
      this.#copyBy((copies) => copies.make(this.#connection));
    }, COPY_AFTER_MILLISECONDS).unref();
  }

  /** What the person did stands, whether it could be copied or not. */
  #copyBy(make: (copies: PersonCopies) => void): void {
    clearTimeout(this.#copying);
    this.#copying = undefined;
    if (this.#copies === undefined) return;
    try {
      make(this.#copies);
      this.copyFailure = null;
    } catch (thrown) {
      this.copyFailure = thrown instanceof Error ? thrown.message : String(thrown);
    }
  }
}

function parseRoot({ paused, meaning, agents, ...root }: RootRow): Root {
  return { ...root, paused: paused === 1, meaning: meaning === 1, agents: agents === 1 };
}
