import { existsSync } from 'node:fs';

import Database from 'better-sqlite3';
import { getLoadablePath } from 'sqlite-vec';

import { onDisk } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';

declare const writes: unique symbol;

/** A connection that can only read: SQLite itself refuses a write. */
export interface ReadConnection {
  /** Compiles a statement once; the same text answers with the same statement. */
  prepare<Parameters extends unknown[], Row>(sql: string): Database.Statement<Parameters, Row>;
  /** Defines a function that SQL may call. */
  define(name: string, compute: (value: number) => number): void;
  /** Runs several reads on one state of the database. */
  snapshot<Result>(body: () => Result): Result;
  /** A number that changes when the database has changed; asked inside a snapshot it tells of it. */
  edition(): number;
  close(): void;
}

/** The one connection of a database that may write. */
export interface WriteConnection extends ReadConnection {
  readonly [writes]: true;
  exec(sql: string): void;
  pragma(text: string): void;
  transaction<Result>(body: () => Result): Result;
  /** Writes the log back first, so that one file holds everything; on a full disk it stays beside it, as safe. */
  closeWhole(): void;
}

/** Kibibytes of page cache a connection, negative as SQLite wants it. */
const WRITER_CACHE = -8_192;
const READER_CACHE = -4_096;
/** For who reads everything once: nothing is met again. */
export const PASSING_CACHE = -1_024;
/** Pages of write-ahead log before they are copied back: 64 MB, for every copy waits for the disk. */
const CHECKPOINT_PAGES = 16_384;

/** Opens a database for writing and makes it where it is not there. `durable` waits for the disk at every commit. */
export function openForWriting(file: string, options: { readonly durable: boolean }): WriteConnection {
  const connection = new SqliteConnection(open(file, { readonly: false }));
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma(`synchronous = ${options.durable ? 'FULL' : 'NORMAL'}`);
    connection.pragma(`cache_size = ${WRITER_CACHE}`);
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

/**
 * Opens an existing database for reading. Nothing is mapped: at a million passages that counts hundreds of megabytes.
 * @param cache as SQLite takes it, kibibytes negative
 */
export function openForReading(file: string, cache: number = READER_CACHE): ReadConnection {
  if (!existsSync(file)) {
    throw new InklingError('LIBRARY_MISSING', {
      cause: 'The library has no index yet.',
      remedy: 'Add a folder first.',
    });
  }
  const connection = new SqliteConnection(open(file, { readonly: true }));
  connection.pragma(`cache_size = ${cache}`);
  connection.pragma('mmap_size = 0');
  connection.pragma('query_only = ON');
  return connection;
}

class SqliteConnection implements WriteConnection {
  /** Exists for the compiler alone: what opens for reading is typed without it and cannot be passed to a writer. */
  declare readonly [writes]: true;
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown>>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  prepare<Parameters extends unknown[], Row>(sql: string): Database.Statement<Parameters, Row> {
    const known = this.#statements.get(sql) ?? this.#database.prepare<unknown[], unknown>(sql);
    this.#statements.set(sql, known);
    // The one place where the row type, which SQLite does not know, is taken from the caller.
    return known as Database.Statement<Parameters, Row>;
  }

  define(name: string, compute: (value: number) => number): void {
    this.#database.function(name, { deterministic: false }, (value: unknown) => compute(Number(value)));
  }

  snapshot<Result>(body: () => Result): Result {
    return this.#database.transaction(body).deferred();
  }

  transaction<Result>(body: () => Result): Result {
    return this.#database.transaction(body).immediate();
  }

  edition(): number {
    // Both only grow: what other connections have written, and what this one has.
    const others = this.prepare<[], { data_version: number }>('PRAGMA data_version').get()?.data_version ?? 0;
    const own = this.prepare<[], { count: number }>('SELECT total_changes() AS count').get()?.count ?? 0;
    return others + own;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  pragma(text: string): void {
    this.#database.pragma(text);
  }

  closeWhole(): void {
    try {
      this.pragma('wal_checkpoint(TRUNCATE)');
    } catch (thrown) {
      if (!isFull(thrown)) throw thrown;
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

/** SQLite's own code of a failure; empty where it is another's. */
export function sqliteCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** Whether SQLite found no room. */
export function isFull(thrown: unknown): boolean {
  return sqliteCode(thrown) === 'SQLITE_FULL';
}

function open(file: string, options: { readonly: boolean }): Database.Database {
  try {
    const database = new Database(file, { readonly: options.readonly, timeout: 5_000 });
    // SQLite opens it itself.
    database.loadExtension(onDisk(getLoadablePath()));
    return database;
  } catch (thrown) {
    throw new InklingError('LIBRARY_UNREADABLE', {
      cause: `The library's database could not be opened: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: 'Check that the library folder is on a local disk that has space and that you may write to it.',
    });
  }
}
