import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import { termScore, type Saturation } from './bm25.ts';
import { tellingTerms } from '../lib/text/telling-words.ts';

/** A passage with how well it answers by all that is known. */
export interface FeedbackPassage {
  readonly passage: number;
  readonly score: number;
  readonly text: string;
}

export interface FeedbackOptions {
  readonly query: string;
  /** How much a term says; 0 where it says nothing. */
  readonly weightOf: (term: string) => number;
  readonly saturation: Saturation;
}

/** Passages whose words are taken for the answer's. */
const ANSWERS = 5;
/** Words of theirs that join the query's. */
const WORDS = 20;
/** What they count beside the query's own. */
const SHARE = 0.5;

type Model = Map<string, number>;

/**
 * How much passages say what the best of them say, 0 up to the best one's score: BM25 for the query together with the
 * words that tell its best answers (pseudo-relevance feedback, RM3: Lavrenko and Croft, Relevance-Based Language Models,
 * 2001; Abdul-Jaleel et al., UMass at TREC 2004). Pure.
 * @param passages best first
 */
export function wordFeedback(
  passages: readonly FeedbackPassage[],
  { query, weightOf, saturation }: FeedbackOptions,
): Map<number, number> {
  const counted = passages.map((passage) => ({ ...passage, ...countTerms(passage.text) }));
  const weights = new Map<string, number>();
  const weigh = (term: string): number => {
    const weight = weights.get(term) ?? weightOf(term);
    weights.set(term, weight);
    return weight;
  };
  const model = mixed(queryModel(query), answerModel(counted.slice(0, ANSWERS), weigh));
  const scores = counted.map(({ counts, length }) =>
    sum(
      [...model].map(
        ([term, share]) => share * termScore(weigh(term), counts.get(term) ?? 0, length, saturation),
      ),
    ),
  );
  const most = Math.max(...scores, 0);
  // What the best answers say tells as much as they are answers.
  const scale = most === 0 ? 0 : Math.max(0, passages[0]?.score ?? 0) / most;
  return new Map(counted.map(({ passage }, place) => [passage, scale * scores[place]!]));
}

interface Counted {
  readonly counts: Model;
  readonly length: number;
}

function countTerms(text: string): Counted {
  const all = terms(indexableText(text));
  const counts: Model = new Map();
  for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { counts, length: all.length };
}

function queryModel(query: string): Model {
  const { counts } = countTerms(query);
  const telling = tellingTerms([...counts.keys()]);
  return shares([...counts].filter(([term]) => telling.has(term)));
}

/** The words that tell the answers: how often they stand there, by what they say and how well the answer stands. */
function answerModel(
  answers: readonly (Counted & FeedbackPassage)[],
  weigh: (term: string) => number,
): Model {
  const model: Model = new Map();
  for (const { counts, length, score } of answers) {
    for (const [term, count] of counts)
      model.set(term, (model.get(term) ?? 0) + (Math.max(0, score) * count * weigh(term)) / length);
  }
  const best = [...model].toSorted(([one, more], [other, less]) => less - more || (one < other ? -1 : 1));
  return shares(best.slice(0, WORDS));
}

function mixed(query: Model, answers: Model): Model {
  const model: Model = new Map();
  for (const [term, share] of query) model.set(term, (1 - SHARE) * share);
  for (const [term, share] of answers) model.set(term, (model.get(term) ?? 0) + SHARE * share);
  return model;
}

/** Counts as parts of a whole. */
function shares(counts: readonly (readonly [string, number])[]): Model {
  const whole = sum(counts.map(([, count]) => count));
  return new Map(whole === 0 ? [] : counts.map(([term, count]) => [term, count / whole]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
