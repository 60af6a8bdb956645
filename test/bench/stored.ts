import { parseArgs } from 'node:util';

import type { SearchMode } from '../../src-main/contract/index.ts';
import { readDataSet, type DataSet } from '../../src-main/engine/data-set.ts';
import type { Draw } from '../../src-main/engine/drawn-passages.ts';
import { measureAnswers } from '../../src-main/engine/evaluate.ts';
import { withJudgedLibrary, type Answered } from '../../src-main/engine/judged-library.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { judgedSets } from './judged-sets.ts';
import { RememberedInference } from './remembered-inference.ts';
import { printRows, type Row } from './report.ts';
import { mean } from '../../src-main/engine/evaluation-measures.ts';
import { shareOfFirst, shareOfRelevant } from './stored/shares.ts';

const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** What a list may lose while vectors are being stored. */
const MOST_LOST = 0.005;
/** How far the part of the first ten that is stored may be from that of the documents that answer. */
const MOST_UNFAIR = 0.05;

/** How a library ranks with one draw stored. */
interface Measured {
  readonly draw: Draw;
  readonly ndcg: number;
  /** How much of the first ten is stored. */
  readonly ofFirst: number;
  /** How much of what would be the first ten were nothing stored. */
  readonly ofFirstWithout: number;
  /** How much of the documents that answer. */
  readonly ofRelevant: number;
}

/**
 * npm run bench:stored -- CORPORA [SET …] [--mode deep|close] [--draws 3]: what a library ranks like while a random part
 * of its heavy vectors is stored, as it is while it is deepened. Passages are drawn each on its own, several times; a
 * document of several passages counts by the share of them that is stored.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mode: { type: 'string', default: 'deep' }, draws: { type: 'string', default: '3' } },
});
const mode: SearchMode = values.mode === 'close' ? 'close' : 'deep';
const seeds = Array.from({ length: Number(values.draws) }, (_, index) => index + 1);
const rows: Row[] = [];
for (const [name, folder] of judgedSets(positionals)) {
  const data = readDataSet(folder);
  const models = new RememberedInference();
  const measured: Measured[] = [];
  for (const seed of seeds) {
    process.stderr.write(`${name}, draw ${seed} …\n`);
    measured.push(...(await measureDraws(data, seed, models)));
  }
  rows.push(...SHARES.flatMap((share) => rowsOf(name, share, measured)));
}
process.exit(printRows(rows) ? 0 : 1);

/** One library, more and more of it stored. */
function measureDraws(data: DataSet, seed: number, models: RememberedInference): Promise<Measured[]> {
  const options = { spawn: spawnChild, before: models.before.bind(models) };
  return withJudgedLibrary(data, options, async (library) => {
    const measured: Measured[] = [];
    let without: readonly Answered[] | undefined;
    for (const share of SHARES) {
      const draw = { share, seed };
      await library.deepen(draw);
      const signal = new AbortController().signal;
      const answers = await library.ask({ mode, signal, onProgress: () => undefined });
      without ??= answers;
      const storedOf = (record: string): number => library.drawnOf(record, draw);
      measured.push({
        draw,
        ndcg: measureAnswers(data, answers)['ndcg@10'],
        ofFirst: shareOfFirst(answers, storedOf),
        ofFirstWithout: shareOfFirst(without, storedOf),
        ofRelevant: shareOfRelevant(data.judgements, storedOf),
      });
    }
    return measured;
  });
}

/** The rows of a share, the means of its draws. */
function rowsOf(name: string, share: number, measured: readonly Measured[]): Row[] {
  const of = (wanted: number, figure: (one: Measured) => number): number =>
    mean(measured.filter(({ draw }) => draw.share === wanted).map(figure));
  const row = (what: string, value: number, bound?: Row['bound']): Row => ({
    work: `${name} ${mode}, ${share} stored: ${what}`,
    value,
    unit: '',
    isQuality: true,
    ...(bound === undefined ? {} : { bound }),
  });
  const ndcg = of(share, (one) => one.ndcg);
  const least = of(0, (one) => one.ndcg) - MOST_LOST;
  if (share === 0) return [row('nDCG@10', ndcg)];
  if (share === 1) return [row('nDCG@10', ndcg, { least })];
  const ofFirst = of(share, (one) => one.ofFirst);
  const ofRelevant = of(share, (one) => one.ofRelevant);
  return [
    row('nDCG@10', ndcg, { least }),
    row('of those that answer', ofRelevant),
    row(
      'of the first ten were nothing stored',
      of(share, (one) => one.ofFirstWithout),
    ),
    row('of the first ten', ofFirst),
    row('the first ten to those that answer', Math.abs(ofFirst - ofRelevant), { most: MOST_UNFAIR }),
  ];
}
