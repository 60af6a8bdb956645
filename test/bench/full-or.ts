import { lexicalCandidates, repeats, type LexicalAnswer } from '../../src-main/search/lexical.ts';
import { parseQuery } from '../../src-main/search/query/parse.ts';
import { TermSums } from '../../src-main/search/term-sums.ts';
import type { ReadConnection } from '../../src-main/storage/connection.ts';
import { HEAD_WEIGHT, type Posting } from '../../src-main/storage/postings.ts';

const BM25 = `-bm25(postings, 1.0, ${HEAD_WEIGHT.toFixed(1)})`;

/** The product's candidates by words beside FTS5's own ranking of every passage that holds anything of a query. */
export class FullOr {
  readonly #connection: ReadConnection;
  readonly #sums: TermSums;
  readonly #allowed: Uint8Array;

  constructor(connection: ReadConnection) {
    this.#connection = connection;
    this.#sums = new TermSums(connection);
    this.#allowed = new Uint8Array(1 + lastPassage(connection)).fill(1);
  }

  /** As the product finds them, best first. */
  ours(query: string, limit: number): LexicalAnswer {
    const { words } = parseQuery(query);
    const [sums, allowed] = [this.#sums, this.#allowed];
    return lexicalCandidates(this.#connection, words, { sums, limit, head: HEAD_WEIGHT, allowed });
  }

  /** What FTS5 is asked for the same units: words, compounds, the beginning of the last one; '' where none is known. */
  expressionOf({ units }: LexicalAnswer): string {
    return units
      .filter((unit) => unit.frequency > 0 || unit.beginning !== null)
      .flatMap((unit) => Array<string>(repeats(unit)).fill(unit.expression))
      .join(' OR ');
  }

  /** The best by FTS5, best first. */
  best(expression: string, limit: number): Posting[] {
    if (expression === '') return [];
    return this.#connection
      .prepare<[string, number], Posting>(
        `SELECT rowid AS id, ${BM25} AS score FROM postings WHERE postings MATCH ?
         ORDER BY score DESC, rowid LIMIT ?`,
      )
      .all(expression, limit);
  }

  /** What FTS5 scores these passages. */
  scoresOf(expression: string, passages: readonly number[]): number[] {
    return this.#connection
      .prepare<[string, string], { score: number }>(
        `SELECT ${BM25} AS score FROM postings
         WHERE postings MATCH ? AND +rowid IN (SELECT value FROM json_each(?))`,
      )
      .all(expression, JSON.stringify(passages))
      .map(({ score }) => score);
  }
}

function lastPassage(connection: ReadConnection): number {
  return (
    connection.prepare<[], { last: number | null }>('SELECT max(id) AS last FROM passages').get()?.last ?? 0
  );
}
