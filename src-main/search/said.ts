import type { LexicalAnswer, WeighedUnit } from './lexical.ts';
import { isGrammar } from '../lib/text/telling-words.ts';
import type { TermSums } from './term-sums.ts';

/** A word in more passages tells little, and the list of them is long to read. */
const MOST_PASSAGES = 20_000;

/**
 * Of what the telling words of a query weigh, how much passages hold of it, 0…1: a word that stands everywhere says
 * little, and one that stands nowhere can be missed by none.
 */
export function saidIn(
  passages: readonly number[],
  { units, begun }: Pick<LexicalAnswer, 'units' | 'begun'>,
  sums: TermSums,
): Map<number, number> {
  const known = tellingUnits(units);
  const typed = units.find(({ beginning }) => beginning !== null)?.weight ?? 0;
  const whole = known.reduce((sum, { weight }) => sum + weight, begun.size > 0 ? typed : 0);
  if (whole === 0) return new Map();
  const weighed = known.map(({ terms: [term = ''], weight }) => ({ term, weight }));
  const held = sums.weightHeld(weighed, passages);
  return new Map(
    passages.map((passage) => {
      const begins = begun.has(passage) ? typed : 0;
      return [passage, ((held.get(passage) ?? 0) + begins) / whole];
    }),
  );
}

/** Words that stand somewhere and say something; of a query that has no such those that stand somewhere. */
export function tellingUnits(units: readonly WeighedUnit[]): readonly WeighedUnit[] {
  const known = units.filter(
    ({ terms, beginning, frequency }) => terms.length === 1 && beginning === null && frequency > 0,
  );
  const short = known.filter(({ frequency }) => frequency <= MOST_PASSAGES);
  const read = short.length > 0 ? short : rarest(known);
  const telling = read.filter(({ terms: [term = ''] }) => !isGrammar(term));
  return telling.length > 0 ? telling : read;
}

function rarest(units: readonly WeighedUnit[]): WeighedUnit[] {
  return units.toSorted((left, right) => left.frequency - right.frequency).slice(0, 1);
}
