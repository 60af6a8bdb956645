import { mean } from '../../../src-main/engine/evaluation-measures.ts';
import type { JudgedTopics } from '../../../src-main/engine/judged-topics.ts';
import type { LabelledSet } from '../../../src-main/engine/labelled-set.ts';
import { below, seededRandom } from '../../helpers/random.ts';
import type { Row } from '../report.ts';

const ROUNDS = 10;
/**
 * Of the documents a label carries, what it may lose on average where one of each is confirmed, in the worst case (its line is found
 * anew, and moves by steps), and the F1 that it may.
 */
const LOST = { mean: 0.01, most: 0.05, f1: 0.005 };

interface Carried {
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
}

/** What a person gets for saying of one document a label that it belongs, which it did already: documents may not leave for it. */
export async function measureConfirmations(
  name: string,
  set: LabelledSet,
  topics: JudgedTopics,
): Promise<Row[]> {
  const [first = []] = await topics.carried([set.labels]);
  const members = first.map((carried, label) =>
    set.records.flatMap(({ id }, place) => (carried.has(id) && set.truth[place] === label ? [id] : [])),
  );
  const random = seededRandom(1);
  const sets = Array.from({ length: ROUNDS }, () =>
    set.labels.map(({ words }, label) => {
      const known = members[label]!;
      return { words, belongs: known.slice(below(known.length, random)).slice(0, 1) };
    }),
  );
  const after = (await topics.carried(sets)).map((labels) =>
    labels.map((one, label) => told(set, one, label)),
  );
  const before = first.map((one, label) => told(set, one, label));
  const kept = after.flatMap((labels) => labels.map(({ count }, label) => count / before[label]!.count));
  const row = (what: string, value: number, least?: number): Row => ({
    work: `${name}, ${what}`,
    value,
    unit: '',
    ...(least !== undefined && { bound: { least } }),
    isQuality: true,
  });
  const all = after.flat();
  return [
    row(
      'one right document confirmed of each label: documents kept, least',
      Math.min(...kept),
      1 - LOST.most,
    ),
    row('documents kept, mean', mean(kept), 1 - LOST.mean),
    row('precision before', mean(before.map(({ precision }) => precision))),
    row('precision after', mean(all.map(({ precision }) => precision))),
    row('recall before', mean(before.map(({ recall }) => recall))),
    row('recall after', mean(all.map(({ recall }) => recall))),
    row('F1 before', mean(before.map(f1))),
    row('F1 after', mean(all.map(f1)), mean(before.map(f1)) - LOST.f1),
  ];
}

function told({ records, truth }: LabelledSet, carried: ReadonlySet<string>, label: number): Carried {
  const right = records.filter(({ id }, place) => carried.has(id) && truth[place] === label).length;
  const wanted = truth.filter((one) => one === label).length;
  return { count: carried.size, precision: right / (carried.size || 1), recall: right / (wanted || 1) };
}

function f1({ precision, recall }: Carried): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
