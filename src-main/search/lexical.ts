import type { ReadConnection } from '../storage/connection.ts';
import {
  matchPassages,
  matchRuns,
  passageFrequency,
  passagesHolding,
  readCollection,
  type Collection,
  type Posting,
} from '../storage/postings.ts';
import { inverseFrequency, mostTermScore } from './bm25.ts';
import { runsOf } from './passage-runs.ts';
import { likeliest } from './presence.ts';
import { prefixUnit, unitsOf, type Unit } from './query/units.ts';

/** Postings that may be walked for one query: about 10 ms of FTS5's time. */
const POSTINGS_BUDGET = 30_000;
/** Of the passages met there, those worth most by what they hold are scored, and all that tie with the last. */
const SCORED = 400;

/** A unit with what the collection says of it. */
export interface WeighedUnit extends Unit {
  /** Passages it stands in (of a compound: at most). */
  readonly frequency: number;
  readonly weight: number;
}

export interface LexicalOptions {
  readonly limit: number;
  /** 1 for each passage that may be found; null where all may. */
  readonly allowed: Uint8Array | null;
}

export interface LexicalAnswer {
  /** Best first, FTS5's BM25 over the units that drove the scan. */
  readonly postings: readonly Posting[];
  /** Every unit of the query. */
  readonly units: readonly WeighedUnit[];
  /** Units too common to drive the scan, whose weight is still felt. */
  readonly unscanned: readonly WeighedUnit[];
  /** The most a passage could score. */
  readonly most: number;
  readonly collection: Collection;
}

/** Candidates by words: common words never drive the scan, so its cost is bounded whatever is asked. */
export function lexicalCandidates(
  connection: ReadConnection,
  words: readonly string[],
  options: LexicalOptions,
): LexicalAnswer {
  const collection = readCollection(connection);
  const units = weighUnits(connection, words, collection);
  const runs = options.allowed === null ? null : runsOf(options.allowed);
  if (runs !== null) {
    const known = units.filter(isKnown);
    const postings = matchRuns(connection, expressionOf(known), runs, options.limit);
    return { postings, units, unscanned: [], most: mostOf(units), collection };
  }
  const scanned = withinBudget(units, collection);
  const isTooCommon = scanned.some((unit) => unit.frequency > POSTINGS_BUDGET);
  return {
    postings: isTooCommon ? anyOf(connection, scanned, options) : bestOf(connection, scanned, options),
    units,
    unscanned: units.filter((unit) => !scanned.includes(unit) && unit.terms.length === 1 && isFelt(unit)),
    most: mostOf(units),
    collection,
  };
}

function mostOf(units: readonly WeighedUnit[]): number {
  const words = units.filter((unit) => unit.terms.length === 1);
  return sum(words.map((unit) => repeats(unit) * mostTermScore(unit.weight)));
}

/** An expression whose BM25 counts every unit as often as the query says it. */
function expressionOf(units: readonly WeighedUnit[]): string {
  return units.flatMap((unit) => Array<string>(repeats(unit)).fill(unit.expression)).join(' OR ');
}

function isKnown(unit: WeighedUnit): boolean {
  return unit.frequency > 0 || unit.beginning !== null;
}

/** FTS5 scores the passages that hold most of what is asked for. */
function bestOf(
  connection: ReadConnection,
  units: readonly WeighedUnit[],
  { limit, allowed }: LexicalOptions,
): Posting[] {
  const wanted = units.map((unit) => ({ ...unit, weight: unit.weight * repeats(unit) }));
  const count = Math.max(SCORED, limit);
  const among = likeliest(connection, wanted, { count, most: POSTINGS_BUDGET, allowed });
  return matchPassages(connection, expressionOf(units), among, limit);
}

/** Where every word is in too many passages to rank them all, any of them stand for the rest; meaning ranks them. */
function anyOf(
  connection: ReadConnection,
  units: readonly WeighedUnit[],
  { limit, allowed }: LexicalOptions,
): Posting[] {
  const expression = units.map((unit) => unit.expression).join(' OR ');
  return passagesHolding(connection, expression, allowed === null ? limit : -1)
    .filter((id) => allowed === null || allowed[id] === 1)
    .slice(0, limit)
    .map((id) => ({ id, score: 0 }));
}

/**
 * A word the query says again counts more, but less than in proportion: 1 + ln(count), as BM25's query term
 * frequency is damped. FTS5 adds an expression's share as often as it stands in the query.
 */
export function repeats(unit: Unit): number {
  return Math.round(1 + Math.log(unit.count));
}

function weighUnits(
  connection: ReadConnection,
  words: readonly string[],
  collection: Collection,
): WeighedUnit[] {
  const units = unitsOf(words).map((unit) => weigh(connection, unit, collection));
  const last = words.at(-1);
  const typed = last === undefined ? undefined : prefixUnit(last);
  if (typed === undefined || !isBeingTyped(units, typed)) return units;
  // A half-typed word has no weight of its own yet; it counts like a rare one.
  const weight = inverseFrequency(1, collection.passages);
  return [...units.filter((unit) => unit.terms[0] !== typed.terms[0]), { ...typed, frequency: 0, weight }];
}

/** The only word, or one no passage holds, may be the beginning of another. */
function isBeingTyped(units: readonly WeighedUnit[], typed: Unit): boolean {
  const known = units.find((unit) => unit.terms.length === 1 && unit.terms[0] === typed.terms[0]);
  return units.length === 1 || known?.frequency === 0;
}

function weigh(connection: ReadConnection, unit: Unit, collection: Collection): WeighedUnit {
  const frequency = Math.min(...unit.terms.map((term) => passageFrequency(connection, term)));
  return { ...unit, frequency, weight: inverseFrequency(frequency, collection.passages) };
}

/** The rarest units whose postings fit the budget; at least one. Words in over half of all passages weigh nothing. */
function withinBudget(units: readonly WeighedUnit[], collection: Collection): WeighedUnit[] {
  const known = units.filter(isKnown).toSorted((left, right) => left.frequency - right.frequency);
  const chosen: WeighedUnit[] = [];
  let spent = 0;
  for (const unit of known) {
    spent += unit.frequency;
    if (chosen.length > 0 && (spent > POSTINGS_BUDGET || 2 * unit.frequency > collection.passages)) break;
    chosen.push(unit);
  }
  return chosen;
}

function isFelt(unit: WeighedUnit): boolean {
  return unit.frequency > 0 && unit.weight > 0.01;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
