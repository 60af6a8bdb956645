import type { ReadConnection } from '../storage/connection.ts';
import { matchPassages, type Collection, type Posting } from '../storage/postings.ts';
import { inverseFrequency, mostTermScore } from './bm25.ts';
import { wholeLibrary, type KnownWords } from './known-words.ts';
import { prefixUnit, unitsOf, type Unit } from './query/units.ts';
import type { TermSums } from './term-sums.ts';

/** Words in more than half of all passages weigh nothing; they are added where they cost as little. */
const WEIGHTLESS_BUDGET = 60_000;
/** Passages FTS5 may find for an expression: terms side by side, or the beginning of a word. */
const EXPRESSION_BUDGET = 20_000;
/** A term in more passages is worth the look whether new ones can still reach the best. */
const WORTH_A_LOOK = 10_000;

/** A unit with what the collection says of it. */
export interface WeighedUnit extends Unit {
  /** Passages it stands in (of a compound: at most). */
  readonly frequency: number;
  readonly weight: number;
}

export interface LexicalOptions {
  readonly limit: number;
  /** How much a word in the title or in a heading counts. */
  readonly head: number;
  readonly sums: TermSums;
  /** 1 for each passage that may be found. */
  readonly allowed: Uint8Array;
  /** What may be known of words: all of it where it is not given. */
  readonly known?: KnownWords;
}

export interface LexicalAnswer {
  /** Best first, by FTS5's BM25. */
  readonly postings: readonly Posting[];
  /** Every unit of the query. */
  readonly units: readonly WeighedUnit[];
  /** Passages that hold words which begin as the one being typed. */
  readonly begun: ReadonlySet<number>;
  /** Of documents whose words stand apart, by their contents, the BM25 of those that their best passage lacks. */
  readonly beyond: ReadonlyMap<number, number>;
  /** The most a passage could score. */
  readonly most: number;
}

/** Candidates by words: what FTS5's plain OR would find, whatever the number of passages. */
export function lexicalCandidates(
  connection: ReadConnection,
  asked: readonly string[],
  { limit, head, sums, allowed, known: words = wholeLibrary(connection) }: LexicalOptions,
): LexicalAnswer {
  sums.begin();
  const { collection } = words;
  const units = weighUnits(words, collection, asked);
  const known = withoutWeightless(units.filter(isSingle), collection);
  const expressions = units.filter((unit) => !isSingle(unit));
  const scored = expressions.map((unit) => scoreExpression(connection, unit, { head, words }));
  sums.clear({ averageLength: collection.averageLength, head, allowed, most: mostOf(known, scored) });
  for (const scores of scored) sums.addScores(scores);
  addTerms(sums, known, limit);
  return {
    postings: sums.best(limit),
    units,
    begun: begunIn(expressions, scored),
    beyond: new Map(),
    most: mostOf(
      units.filter((unit) => unit.terms.length === 1),
      [],
    ),
  };
}

function begunIn(
  expressions: readonly WeighedUnit[],
  scored: readonly (readonly Posting[])[],
): ReadonlySet<number> {
  const begun = scored.filter((_, index) => expressions[index]?.beginning !== null);
  return new Set(begun.flatMap((postings) => postings.map(({ id }) => id)));
}

/** Adds terms, the weightiest first; passages that can no longer reach the best are passed over. */
function addTerms(sums: TermSums, units: readonly WeighedUnit[], limit: number): void {
  const weightiest = units.toSorted((left, right) => worth(right) - worth(left));
  let left = mostOf(weightiest, []);
  for (const unit of weightiest) {
    const least = unit.frequency > WORTH_A_LOOK ? sums.least(limit) : 0;
    sums.addTerm(unit.terms[0] ?? '', worth(unit), least - left);
    left -= mostTermScore(worth(unit));
  }
}

/** A unit's weight as often as the query says it. */
export function worth(unit: WeighedUnit): number {
  return unit.weight * repeats(unit);
}

function isSingle(unit: Unit): boolean {
  return unit.terms.length === 1 && unit.beginning === null;
}

/** Terms that stand somewhere and say something; of a query of words that say nothing the rarest. */
function withoutWeightless(units: readonly WeighedUnit[], { passages }: Collection): WeighedUnit[] {
  const known = units.filter(({ frequency }) => frequency > 0);
  if (sum(known.map(({ frequency }) => frequency)) <= WEIGHTLESS_BUDGET) return known;
  const telling = known.filter(({ frequency }) => 2 * frequency <= passages);
  if (telling.length > 0) return telling;
  return known.toSorted((left, right) => left.frequency - right.frequency).slice(0, 1);
}

/**
 * FTS5's own scores of an expression; where it finds too many, those who begin so count once, compounds not at all. FTS5
 * counts over the whole library: where not all of it may be seen, each that is found counts once.
 */
function scoreExpression(
  connection: ReadConnection,
  unit: WeighedUnit,
  { head, words }: { readonly head: number; readonly words: KnownWords },
): Posting[] {
  if (unit.beginning === null && unit.frequency > EXPRESSION_BUDGET) return [];
  const found = words.holding(unit.expression, EXPRESSION_BUDGET);
  if (found.length === EXPRESSION_BUDGET || !words.isWhole)
    return found.map((id) => ({ id, score: worth(unit) }));
  return matchPassages(connection, asOftenAsSaid(unit), { among: found, limit: -1, head });
}

/** FTS5 adds an expression's share as often as it stands in the query. */
function asOftenAsSaid(unit: WeighedUnit): string {
  return Array<string>(repeats(unit)).fill(unit.expression).join(' OR ');
}

/** The most a passage can score: by terms, and by what was found for expressions. */
function mostOf(units: readonly WeighedUnit[], scored: readonly (readonly Posting[])[]): number {
  const byTerms = sum(units.map((unit) => mostTermScore(worth(unit))));
  return byTerms + sum(scored.map(([best]) => best?.score ?? 0));
}

/**
 * A word the query says again counts more, but less than in proportion: 1 + ln(count), as BM25's query term
 * frequency is damped.
 */
export function repeats(unit: Unit): number {
  return Math.round(1 + Math.log(unit.count));
}

function weighUnits(known: KnownWords, collection: Collection, words: readonly string[]): WeighedUnit[] {
  const units = unitsOf(words).map((unit) => weigh(known, collection, unit));
  const last = words.at(-1);
  const typed = last === undefined ? undefined : prefixUnit(last);
  if (typed === undefined || !isBeingTyped(units, typed, known)) return units;
  // A half-typed word has no weight of its own yet; it counts like a rare one.
  const weight = inverseFrequency(1, collection.passages);
  return [...units.filter((unit) => unit.terms[0] !== typed.terms[0]), { ...typed, frequency: 0, weight }];
}

/**
 * The only word, or one no passage holds, may be the beginning of another. Who may not see all is no person at a keyboard:
 * what stands there as it is given was meant so.
 */
function isBeingTyped(units: readonly WeighedUnit[], typed: Unit, { isWhole }: KnownWords): boolean {
  const known = units.find((unit) => unit.terms.length === 1 && unit.terms[0] === typed.terms[0]);
  return (units.length === 1 && isWhole) || known?.frequency === 0;
}

function weigh(known: KnownWords, { passages }: Collection, unit: Unit): WeighedUnit {
  const frequency = Math.min(...unit.terms.map((term) => known.frequency(term)));
  return { ...unit, frequency, weight: inverseFrequency(frequency, passages) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
