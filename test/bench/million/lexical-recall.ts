import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { FullOr } from '../full-or.ts';
import type { Row } from '../report.ts';

const BEST = 10;
const WANTED = 200;

/** How many of our ten best by words score at least what the tenth scores where FTS5 ranks every passage. */
export function measureLexicalRecall(connection: ReadConnection, queries: readonly string[]): Row {
  const oracle = new FullOr(connection);
  let met = 0;
  let asked = 0;
  for (const query of queries) {
    const answer = oracle.ours(query, WANTED);
    const expression = oracle.expressionOf(answer);
    const best = oracle.best(expression, BEST);
    if (best.length === 0) continue;
    const ours = answer.postings.slice(0, BEST).map(({ id }) => id);
    const least = best.at(-1)?.score ?? 0;
    met += oracle.scoresOf(expression, ours).filter((score) => score >= least - 1e-6).length;
    asked += best.length;
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
