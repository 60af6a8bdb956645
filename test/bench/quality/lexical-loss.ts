import type { DataSet } from '../../../src-main/engine/data-set.ts';
import { discountedGain, mean } from '../../../src-main/engine/evaluation-measures.ts';
import type { JudgedLibrary } from '../../../src-main/engine/judged-library.ts';
import { ContentIndex } from '../../../src-main/storage/content-index.ts';
import type { Posting } from '../../../src-main/storage/postings.ts';
import { FullOr } from '../full-or.ts';
import type { Row } from '../report.ts';

const DEPTH = 10;
/** Passages of which the records are made: enough that ten records are among them. */
const PASSAGES = 200;

/** How much nDCG@10 the bounded candidates by words lose to FTS5's full OR, records by their best passage. */
export function measureLexicalLoss(name: string, library: JudgedLibrary, data: DataSet): Row {
  const value = library.inspect((connection, recordOf) => {
    const [oracle, contents] = [new FullOr(connection), new ContentIndex(connection)];
    contents.follow();
    const gainOf = (postings: readonly Posting[], id: string): number => {
      const ranked = [
        ...new Set(postings.map(({ id: passage }) => recordOf(contents.contentOf(passage) ?? 0))),
      ];
      return discountedGain(ranked, data.judgements.get(id) ?? new Map(), DEPTH);
    };
    return mean(
      data.queries.map(({ id, text }) => {
        const answer = oracle.ours(text, PASSAGES);
        const full = oracle.best(oracle.expressionOf(answer), PASSAGES);
        return gainOf(full, id) - gainOf(answer.postings, id);
      }),
    );
  });
  return {
    work: `${name} nDCG@10 lost to the full OR`,
    value,
    unit: '',
    bound: { most: 0.002 },
    isQuality: true,
  };
}
