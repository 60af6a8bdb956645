import { discountedGain } from '../../../src-main/engine/evaluation-measures.ts';
import type { Row } from '../report.ts';
import type { Dataset } from './dataset.ts';
import { mean } from '../../../src-main/engine/evaluation-measures.ts';
import type { Found } from './run-dataset.ts';

const DEPTH = 10;

/** nDCG of every judged query, in the order of the judgements. */
export function gainsOf({ judgements }: Dataset, { ranked }: Found): number[] {
  return [...judgements].map(([query, scores]) => discountedGain(ranked.get(query) ?? [], scores, DEPTH));
}

/** The mean of each way of cutting, and how far the second is above the first on the same queries. */
export function pairedRows(work: string, gains: Readonly<{ [cut: string]: readonly number[] }>): Row[] {
  const row = (what: string, value: number): Row => ({
    work: `${work}, ${what}`,
    value,
    unit: '',
    isQuality: true,
  });
  const [first = [], second = []] = Object.values(gains);
  const differences = second.map((gain, index) => gain - (first[index] ?? 0));
  return [
    ...Object.entries(gains).map(([cut, all]) => row(`${cut}: nDCG@${DEPTH}`, mean(all))),
    row('difference', mean(differences)),
    row('standard error of the difference', standardError(differences)),
  ];
}

function standardError(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
