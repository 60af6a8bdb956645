import { lexicalCandidates, repeats } from '../../../src-main/search/lexical.ts';
import { parseQuery } from '../../../src-main/search/query/parse.ts';
import { TermSums } from '../../../src-main/search/term-sums.ts';
import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { HEAD_WEIGHT } from '../../../src-main/storage/postings.ts';
import type { Row } from '../report.ts';

const BEST = 10;
const WANTED = 200;

/**
 * How many of our ten best by words score at least what the tenth scores where FTS5 ranks every passage that holds
 * anything of what is asked for: words, compounds, the beginning of the last one.
 */
export function measureLexicalRecall(connection: ReadConnection, queries: readonly string[]): Row {
  const sums = new TermSums(connection);
  const allowed = new Uint8Array(1 + lastPassage(connection)).fill(1);
  let met = 0;
  let asked = 0;
  for (const query of queries) {
    const { words } = parseQuery(query);
    const answer = lexicalCandidates(connection, words, {
      sums,
      limit: WANTED,
      head: HEAD_WEIGHT,
      allowed,
    });
    const ours = answer.postings.slice(0, BEST);
    const units = answer.units.filter((unit) => unit.frequency > 0 || unit.beginning !== null);
    const expression = units
      .flatMap((unit) => Array<string>(repeats(unit)).fill(unit.expression))
      .join(' OR ');
    if (expression === '') continue;
    const least = tenthOf(connection, expression);
    const scores = scoresOf(
      connection,
      expression,
      ours.map(({ id }) => id),
    );
    const expected = Math.min(BEST, least.count);
    met += scores.filter((score) => score >= least.score - 1e-6).length;
    asked += expected;
  }
  const value = met / asked;
  return {
    work: 'lexical ten best against the full OR',
    value,
    unit: '',
    bound: { least: 0.95 },
    isQuality: true,
  };
}

const BM25 = `-bm25(postings, 1.0, ${HEAD_WEIGHT.toFixed(1)})`;

function tenthOf(connection: ReadConnection, expression: string): { score: number; count: number } {
  const best = connection
    .prepare<[string, number], { score: number }>(
      `SELECT ${BM25} AS score FROM postings WHERE postings MATCH ? ORDER BY score DESC LIMIT ?`,
    )
    .all(expression, BEST);
  return { score: best.at(-1)?.score ?? 0, count: best.length };
}

function scoresOf(connection: ReadConnection, expression: string, ids: readonly number[]): number[] {
  return connection
    .prepare<[string, string], { score: number }>(
      `SELECT ${BM25} AS score FROM postings
       WHERE postings MATCH ? AND +rowid IN (SELECT value FROM json_each(?))`,
    )
    .all(expression, JSON.stringify(ids))
    .map(({ score }) => score);
}

function lastPassage(connection: ReadConnection): number {
  return (
    connection.prepare<[], { last: number | null }>('SELECT max(id) AS last FROM passages').get()?.last ?? 0
  );
}
