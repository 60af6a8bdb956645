import type { DocumentTerms } from './document-terms.ts';

/** What the words of a document speak for a label; plain data, for documents to come. */
export interface WordGauge {
  /** By term, those that speak for it. */
  readonly weights: ReadonlyMap<string, number>;
  /** What the root of a document's weights, by its length, is multiplied by to be added to a cosine. */
  readonly factor: number;
}

/** Documents of one label, and how much each is its. */
export interface Assigned {
  readonly rows: readonly number[];
  readonly margins: readonly number[];
}

/** A term in fewer documents, or in a greater share of them, tells nothing of a label. */
const LEAST_DOCUMENTS = 2;
const MOST_SHARE = 0.5;
/** Terms kept of a label: those behind them are of single documents. */
const MOST_TERMS = 2_000;
/** Documents of fewer terms are taken for as long: what a handful of words says is no certainty. */
const LEAST_LENGTH = 20;

/**
 * What documents' words say of labels whose documents are known as far as meaning tells: the words that stand in a label's
 * documents more than in all (class-based TF-IDF: Grootendorst, "BERTopic", 2022; as a query: Rocchio, 1971) give every
 * document a score, which is added to its cosine at the same deviation. A light vector is a mean of word vectors, and
 * knows "bruins" for a word of bears; the documents know better.
 */
export class WordEvidence {
  readonly #terms: DocumentTerms;
  /** Inverse document frequency by term; 0 where it tells nothing. */
  readonly #rarity: Float32Array;
  /** What an ordinary document holds of each term, by the length of documents. */
  readonly #expected: Float32Array;
  readonly #shortness: Float32Array;

  constructor(terms: DocumentTerms) {
    this.#terms = terms;
    const { rows, vocabulary } = terms;
    const frequency = new Uint32Array(vocabulary.length);
    for (const row of rows) for (const term of row) frequency[term]! += 1;
    this.#shortness = Float32Array.from(rows, ({ length }) => shortnessOf(length));
    const shortness = this.#shortness.reduce((sum, value) => sum + value, 0) / (rows.length || 1);
    this.#expected = Float32Array.from(frequency, (count) => (count / rows.length) * shortness);
    this.#rarity = Float32Array.from(frequency, (count) =>
      count < LEAST_DOCUMENTS || count > rows.length * MOST_SHARE
        ? 0
        : Math.log((rows.length + 1) / (count + 0.5)),
    );
  }

  /**
   * Scores of every document under each label, by meaning and words, and what words add to one that comes.
   * @param cosines of every document, by label
   */
  add(
    cosines: readonly Float32Array[],
    assigned: readonly Assigned[],
  ): { readonly scores: Float32Array; readonly gauge: WordGauge }[] {
    const weights = assigned.map((one) => this.#weightsOf(one));
    const said = weights.map((each) => this.#scoresBy(each));
    const spread = meanDeviation(said);
    const factor = spread === 0 ? 0 : meanDeviation(cosines) / spread;
    return cosines.map((scores, label) => ({
      scores: scores.map((score, row) => score + factor * said[label]![row]!),
      gauge: { weights: this.#named(weights[label]!), factor },
    }));
  }

  /** What each term is worth to a label, 0 for most; the squares of what they tell beside their rarity are 1 together. */
  #weightsOf({ rows, margins }: Assigned): Float32Array {
    const weights = new Float32Array(this.#rarity.length);
    const sum = margins.reduce((total, margin) => total + margin, 0) || 1;
    rows.forEach((row, place) => {
      const held = (margins[place]! / sum) * this.#shortness[row]!;
      for (const term of this.#terms.rows[row]!) weights[term]! += held;
    });
    const found: number[] = [];
    for (let term = 0; term < weights.length; term++) {
      const worth = (weights[term]! - this.#expected[term]!) * this.#rarity[term]! ** 2;
      weights[term] = Math.max(0, worth);
      if (worth > 0) found.push(term);
    }
    const kept = found.toSorted((left, right) => weights[right]! - weights[left]! || left - right);
    for (const term of kept.splice(MOST_TERMS)) weights[term] = 0;
    const square = kept.reduce((total, term) => total + (weights[term]! / this.#rarity[term]!) ** 2, 0);
    for (const term of kept) weights[term]! /= Math.sqrt(square);
    return weights;
  }

  #scoresBy(weights: Float32Array): Float32Array {
    return Float32Array.from(this.#terms.rows, (row, place) => {
      let sum = 0;
      for (let index = 0; index < row.length; index++) sum += weights[row[index]!]!;
      return evened(sum * this.#shortness[place]!);
    });
  }

  #named(weights: Float32Array): Map<string, number> {
    const named = new Map<string, number>();
    weights.forEach((weight, term) => {
      if (weight > 0) named.set(this.#terms.vocabulary[term]!, weight);
    });
    return named;
  }
}

/** What a new document's words add to its cosine. */
export function wordsAdd(said: ReadonlySet<string>, { weights, factor }: WordGauge): number {
  let sum = 0;
  for (const term of said) sum += weights.get(term) ?? 0;
  return factor * evened(sum * shortnessOf(said.size));
}

/** Sums of a few weights are skewed, as counts are: their roots lie as evenly about their middle as cosines do, and so tell a line. */
function evened(sum: number): number {
  return Math.sqrt(sum);
}

function shortnessOf(terms: number): number {
  return 1 / Math.sqrt(Math.max(LEAST_LENGTH, terms));
}

/** The mean of the labels' standard deviations. */
function meanDeviation(all: readonly Float32Array[]): number {
  return all.reduce((sum, scores) => sum + deviation(scores), 0) / (all.length || 1);
}

function deviation(scores: Float32Array): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1);
  const square = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return Math.sqrt(square / (scores.length || 1));
}
