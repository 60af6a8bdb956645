import type { ReadConnection } from '../storage/connection.ts';
import {
  matchPassages,
  passageFrequency,
  passageLength,
  passagesHolding,
  readCollection,
  type Collection,
  type Posting,
} from '../storage/postings.ts';
import { inverseFrequency, mostTermScore, termScore } from './bm25.ts';
import { runsOf, type PassageRun } from './passage-runs.ts';
import { likeliest, type Common } from './presence.ts';
import { TERMS_A_STEP, type TermPresence } from '../storage/term-presence.ts';
import { prefixUnit, unitsOf, type Unit } from './query/units.ts';

/** Postings that may be walked for one query: about 5 ms of FTS5's time. */
const POSTINGS_BUDGET = 60_000;
/** A term in more than this share of all passages tells nothing apart: no passage is found for it. */
const TELLING_SHARE = 1 / 3;
/** Of the passages met there, those worth most by what they hold are scored, and all that tie with the last. */
const SCORED = 400;

/** A unit with what the collection says of it. */
export interface WeighedUnit extends Unit {
  /** Passages it stands in (of a compound: at most). */
  readonly frequency: number;
  readonly weight: number;
  /** Which passages hold it, where that is kept: a bit each. */
  readonly bits: Uint8Array | null;
}

export interface LexicalOptions {
  readonly limit: number;
  readonly presence: TermPresence;
  /** 1 for each passage that may be found; null where all may. */
  readonly allowed: Uint8Array | null;
}

/** A passage with FTS5's BM25 over the rare units, and what the common ones are taken to add. */
export interface Scored extends Posting {
  /** The part of the score that is an estimate, as if each common unit stood there once. */
  readonly estimated: number;
}

export interface LexicalAnswer {
  /** Best first. */
  readonly postings: readonly Scored[];
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
  const units = weighUnits({ connection, collection, presence: options.presence }, words);
  const runs = options.allowed === null ? null : runsOf(options.allowed);
  if (runs !== null) {
    const known = units.filter(isKnown);
    const postings = withinRuns({ connection, collection }, known, runs).slice(0, options.limit);
    return { postings, units, unscanned: known.filter(isOneTerm), most: mostOf(units), collection };
  }
  const { walked, common } = choose(units, collection);
  const isTooCommon = walked.some((unit) => unit.frequency > POSTINGS_BUDGET);
  const found = isTooCommon
    ? anyOf(connection, walked, options)
    : bestOf({ connection, collection }, { walked, common }, options);
  return {
    postings: found,
    units,
    unscanned: units.filter((unit) => !walked.includes(unit) && unit.terms.length === 1 && isFelt(unit)),
    most: mostOf(units),
    collection,
  };
}

/** Of few passages all that hold anything, each term taken to stand there once until the best are read. */
function withinRuns(
  { connection, collection }: { readonly connection: ReadConnection; readonly collection: Collection },
  units: readonly WeighedUnit[],
  runs: readonly PassageRun[],
): Scored[] {
  const found = new Map<number, Scored>();
  for (const unit of units) {
    for (const id of holdersWithin(connection, unit, runs)) {
      const { score, estimated } = found.get(id) ?? { score: 0, estimated: 0 };
      const length = passageLength(connection, id);
      const share = termScore(unit.weight * repeats(unit), 1, length, collection.averageLength);
      found.set(id, {
        id,
        score: score + share,
        estimated: estimated + (isOneTerm(unit) && unit.beginning === null ? share : 0),
      });
    }
  }
  return [...found.values()].toSorted((left, right) => right.score - left.score || left.id - right.id);
}

/** By bits where they are kept; a walk over a rare term's postings takes a millisecond, a search in them per run as much. */
function holdersWithin(connection: ReadConnection, unit: WeighedUnit, runs: readonly PassageRun[]): number[] {
  const { bits } = unit;
  if (bits === null)
    return passagesHolding(connection, unit.expression, -1).filter((id) =>
      runs.some(({ first, last }) => id >= first && id <= last),
    );
  return runs.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, place) => first + place).filter(
      (id) => (bits[id >> 3]! >> (id & 7)) & 1,
    ),
  );
}

function isOneTerm(unit: Unit): boolean {
  return unit.terms.length === 1;
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

/** Everything is walked where that is little enough, for then nothing is an estimate; else common terms go by bits. */
function choose(units: readonly WeighedUnit[], collection: Collection): Chosen {
  const telling = units.filter((unit) => 2 * unit.frequency <= collection.passages);
  if (sum(telling.map(({ frequency }) => frequency)) <= POSTINGS_BUDGET)
    return { walked: withinBudget(units, collection, true), common: [] };
  const common = units.filter(
    (unit) => unit.bits !== null && unit.frequency < TELLING_SHARE * collection.passages,
  );
  const others = units.filter((unit) => unit.bits === null);
  return { walked: withinBudget(others, collection, common.length === 0), common };
}

interface Chosen {
  readonly walked: readonly WeighedUnit[];
  readonly common: readonly WeighedUnit[];
}

/**
 * FTS5 scores the passages that hold most of what is asked for by their rare units; common ones count as standing
 * there once, until the best are read.
 */
function bestOf(
  { connection, collection }: { readonly connection: ReadConnection; readonly collection: Collection },
  { walked, common }: Chosen,
  { limit, allowed, presence }: LexicalOptions,
): Scored[] {
  const wanted = {
    rare: walked.map(asOftenAsSaid),
    common: common
      .map(asOftenAsSaid)
      .flatMap((unit) => (unit.bits === null ? [] : [{ ...unit, bits: unit.bits }])),
  };
  const likely = likeliest(connection, wanted, {
    count: Math.max(SCORED, limit),
    most: POSTINGS_BUDGET,
    allowed,
    lengths: presence.lengths,
    shares: sharesByLength(collection.averageLength),
  });
  const ids = likely.map(({ passage }) => passage);
  const scores = new Map(
    matchPassages(connection, expressionOf(walked), ids, -1).map(({ id, score }) => [id, score]),
  );
  if (common.length === 0) return [...scores].map(([id, score]) => exactly({ id, score })).slice(0, limit);
  return ids
    .map((id) => {
      const length = passageLength(connection, id);
      const estimated = commonScore(wanted.common, id, { length, ...collection });
      return { id, score: (scores.get(id) ?? 0) + estimated, estimated };
    })
    .toSorted((left, right) => right.score - left.score || left.id - right.id)
    .slice(0, limit);
}

/** What a term that stands once counts, by the length of its passage; the first for a length that is not known. */
function sharesByLength(averageLength: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, step) =>
    termScore(1, 1, step === 0 ? averageLength : step * TERMS_A_STEP, averageLength),
  );
}

function exactly({ id, score }: Posting): Scored {
  return { id, score, estimated: 0 };
}

function asOftenAsSaid(unit: WeighedUnit): WeighedUnit {
  return { ...unit, weight: unit.weight * repeats(unit) };
}

/** What common terms give a passage that holds each once. */
function commonScore(
  common: readonly Common[],
  passage: number,
  { length, averageLength }: { readonly length: number; readonly averageLength: number },
): number {
  return sum(
    common.map(({ bits, weight }) =>
      (bits[passage >> 3]! >> (passage & 7)) & 1 ? termScore(weight, 1, length, averageLength) : 0,
    ),
  );
}

/** Where every word is in too many passages to rank them all, any of them stand for the rest; meaning ranks them. */
function anyOf(
  connection: ReadConnection,
  units: readonly WeighedUnit[],
  { limit, allowed }: LexicalOptions,
): Scored[] {
  const expression = units.map((unit) => unit.expression).join(' OR ');
  return passagesHolding(connection, expression, allowed === null ? limit : -1)
    .filter((id) => allowed === null || allowed[id] === 1)
    .slice(0, limit)
    .map((id) => exactly({ id, score: 0 }));
}

/**
 * A word the query says again counts more, but less than in proportion: 1 + ln(count), as BM25's query term
 * frequency is damped. FTS5 adds an expression's share as often as it stands in the query.
 */
export function repeats(unit: Unit): number {
  return Math.round(1 + Math.log(unit.count));
}

interface Weighing {
  readonly connection: ReadConnection;
  readonly collection: Collection;
  readonly presence: TermPresence;
}

function weighUnits(weighing: Weighing, words: readonly string[]): WeighedUnit[] {
  const { collection } = weighing;
  const units = unitsOf(words).map((unit) => weigh(weighing, unit));
  const last = words.at(-1);
  const typed = last === undefined ? undefined : prefixUnit(last);
  if (typed === undefined || !isBeingTyped(units, typed)) return units;
  // A half-typed word has no weight of its own yet; it counts like a rare one.
  const weight = inverseFrequency(1, collection.passages);
  return [
    ...units.filter((unit) => unit.terms[0] !== typed.terms[0]),
    { ...typed, frequency: 0, weight, bits: null },
  ];
}

/** The only word, or one no passage holds, may be the beginning of another. */
function isBeingTyped(units: readonly WeighedUnit[], typed: Unit): boolean {
  const known = units.find((unit) => unit.terms.length === 1 && unit.terms[0] === typed.terms[0]);
  return units.length === 1 || known?.frequency === 0;
}

function weigh({ connection, collection, presence }: Weighing, unit: Unit): WeighedUnit {
  const [term = ''] = unit.terms;
  const bits = unit.terms.length === 1 ? presence.bitsOf(term) : null;
  const frequency = Math.min(...unit.terms.map((each) => passageFrequency(connection, each)));
  return { ...unit, frequency, bits, weight: inverseFrequency(frequency, collection.passages) };
}

/** The rarest units whose postings fit the budget; at least one where there `must` be. Words in over half of all passages weigh nothing. */
function withinBudget(units: readonly WeighedUnit[], collection: Collection, must: boolean): WeighedUnit[] {
  const known = units.filter(isKnown).toSorted((left, right) => left.frequency - right.frequency);
  const chosen: WeighedUnit[] = [];
  let spent = 0;
  for (const unit of known) {
    spent += unit.frequency;
    if ((chosen.length > 0 || !must) && (spent > POSTINGS_BUDGET || 2 * unit.frequency > collection.passages))
      break;
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
