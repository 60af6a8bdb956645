import { varints } from '../lib/varints.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';

/** A passage (or a document, for names) with FTS5's BM25, the greater the better. */
export interface Posting {
  readonly id: number;
  readonly score: number;
}

/** What BM25 needs to know of all passages. */
export interface Collection {
  readonly passages: number;
  /** Terms of an average passage. */
  readonly averageLength: number;
}

export interface MatchOptions {
  readonly among: readonly number[];
  readonly limit: number;
  /** How much a word in the title or in a heading counts. */
  readonly head?: number;
}

/** Those of some passages that match an FTS5 expression, best first. */
export function matchPassages(
  connection: ReadConnection,
  expression: string,
  { among, limit, head = HEAD_WEIGHT }: MatchOptions,
): Posting[] {
  if (expression === '' || among.length === 0) return [];
  // With the plus the list of ids is a test of what matches; without it FTS5 would begin anew for every id.
  return connection
    .prepare<[string, string, number], Posting>(
      `SELECT rowid AS id, -bm25(postings, 1.0, ${head.toFixed(1)}) AS score FROM postings
       WHERE postings MATCH ? AND +rowid IN (SELECT value FROM json_each(?)) ORDER BY score DESC, id LIMIT ?`,
    )
    .all(expression, JSON.stringify(among), limit);
}

/** A word in the title or in a heading counts as much as this many in the body. */
export const HEAD_WEIGHT = 2.0;

/** Of every passage that matches. */
export const ALL = -1;

/** Ids of passages that match, in order of id, at most `limit`. */
export function passagesHolding(connection: ReadConnection, expression: string, limit: number): number[] {
  if (limit !== ALL)
    return connection
      .prepare<[string, number], number>('SELECT rowid FROM postings WHERE postings MATCH ? LIMIT ?')
      .pluck()
      .all(expression, limit);
  // One row for all: to hand over a hundred thousand takes three times as long.
  const row = connection
    .prepare<[string], { ids: string }>(
      'SELECT json_group_array(rowid) AS ids FROM postings WHERE postings MATCH ?',
    )
    .get(expression);
  return JSON.parse(row?.ids ?? '[]') as number[];
}

/** Documents whose name or folders match, best first. */
export function matchNames(
  connection: ReadConnection,
  expression: string,
  limit: number,
  filtered: boolean,
): Posting[] {
  const filter = filtered ? 'AND allowed_document(rowid)' : '';
  return connection
    .prepare<[string, number], Posting>(
      `SELECT rowid AS id, -bm25(names, 4.0, 1.0) AS score FROM names
       WHERE names MATCH ? ${filter} ORDER BY score DESC LIMIT ?`,
    )
    .all(expression, limit);
}

/** Passages a term stands in: from the kept table where it is common, counted where it is rare. */
export function passageFrequency(connection: ReadConnection, term: string): number {
  const kept = connection
    .prepare<[string], { passages: number }>('SELECT passages FROM term_frequencies WHERE term = ?')
    .get(term);
  if (kept !== undefined) return kept.passages;
  return (
    connection.prepare<[string], { doc: number }>('SELECT doc FROM posting_terms WHERE term = ?').get(term)
      ?.doc ?? 0
  );
}

/** Names a term stands in. */
export function nameFrequency(connection: ReadConnection, term: string): number {
  return (
    connection.prepare<[string], { doc: number }>('SELECT doc FROM name_terms WHERE term = ?').get(term)
      ?.doc ?? 0
  );
}

/** A term in more passages than this is counted once for all, for counting walks its whole list. */
const COMMON = 500;

/** Counts the common terms anew; rare ones are always counted where they are asked for. */
export function refreshTermFrequencies(connection: WriteConnection): void {
  connection.transaction(() => {
    connection.exec('DELETE FROM term_frequencies');
    connection.exec(
      `INSERT INTO term_frequencies (term, passages) SELECT term, doc FROM posting_terms WHERE doc > ${COMMON}`,
    );
  });
}

/** Number and average length of passages. */
export function readCollection(connection: ReadConnection): Collection {
  const { rows, terms } = readAverages(connection, 'postings');
  return { passages: rows, averageLength: rows === 0 ? 1 : terms / rows };
}

/** Documents, each of which has a name. */
export function countNames(connection: ReadConnection): number {
  return readAverages(connection, 'names').rows;
}

/** FTS5's own averages record: rows, and the terms of all. */
function readAverages(
  connection: ReadConnection,
  table: 'postings' | 'names',
): { readonly rows: number; readonly terms: number } {
  const record = connection
    .prepare<[], { block: Buffer }>(`SELECT block FROM ${table}_data WHERE id = 1`)
    .get();
  const [rows = 0, ...lengths] = record === undefined ? [] : varints(record.block);
  return { rows, terms: lengths.reduce((sum, length) => sum + length, 0) };
}

/** Documents whose name or folders match, in order of id. */
export function namesHolding(connection: ReadConnection, expression: string): number[] {
  return connection
    .prepare<[string], number>('SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid')
    .pluck()
    .all(expression);
}
