import type { LightModel } from '../embed/light/light-model.ts';
import type { LightTokenizer } from '../embed/light/light-tokenizer.ts';
import { terms } from '../lib/text/tokens.ts';
import { inverseFrequency, saturationOf } from './bm25.ts';
import { rankFound, type Found } from './found.ts';
import type { Candidate } from './fusion.ts';
import type { KnownWords } from './known-words.ts';
import { NearWords, type WeighedWord } from './near-words.ts';
import { tellingWords } from '../lib/text/telling-words.ts';
import { bestPassages } from './verification.ts';
import { wordFeedback } from './word-feedback.ts';

/** Passages whose words are compared with the query's before it is chosen which are read closely: 0.2 ms each. */
const COMPARED_PASSAGES = 200;
/** Documents that are compared with the best of them by their words. */
const ECHOED_PASSAGES = 50;
/** Passages a word stands in that is called rare. */
const RARE = 20;

/** Compares the words of the most promising candidates: what is too slow for all of them. */
export class Comparisons {
  readonly #near: NearWords;
  readonly #textOf: (passage: number) => string;

  /** @param textOf a passage's text with its title and heading; empty where it left */
  constructor(
    { model, tokenizer }: { readonly model: LightModel; readonly tokenizer: LightTokenizer },
    textOf: (passage: number) => string,
  ) {
    this.#near = new NearWords(model, tokenizer);
    this.#textOf = textOf;
  }

  /** Candidates, the most promising with how near their words come to the query's. */
  compared(found: Found): Candidate[] {
    const likely = bestPassages(
      rankFound(found, 'choice').flatMap(({ passages }) => passages),
      COMPARED_PASSAGES,
    );
    this.#near.begin(weighedWords(found.query.meaning, found.known));
    const nearness = new Map(likely.map((id) => [id, this.#near.nearness(this.#textOf(id))]));
    return found.candidates.map((candidate) => {
      const near = nearness.get(candidate.passage);
      return near === undefined ? candidate : { ...candidate, near };
    });
  }

  /** The candidates with how much the best of them say what the very best say. */
  echoed(found: Found, candidates: readonly Candidate[]): Candidate[] {
    const { known } = found;
    const { passages, averageLength } = known.collection;
    const best = rankFound(found, 'close', candidates)
      .flatMap((content) => content.passages.slice(0, 1))
      .slice(0, ECHOED_PASSAGES);
    const echoes = wordFeedback(
      best.map(({ passage, score }) => ({ passage, score, text: this.#textOf(passage) })),
      {
        query: found.query.meaning,
        weightOf: (term) => inverseFrequency(known.frequency(term), passages),
        saturation: saturationOf(averageLength),
      },
    );
    return candidates.map((candidate) => ({ ...candidate, echo: echoes.get(candidate.passage) ?? 0 }));
  }
}

/** Words that say something, weighed as by BM25; a misspelt one counts no more than a rare one. */
function weighedWords(text: string, known: KnownWords): WeighedWord[] {
  const { passages } = known.collection;
  return tellingWords(text).flatMap((word) => {
    const [term] = terms(word);
    if (term === undefined) return [];
    const frequency = Math.max(RARE, known.frequency(term));
    return [{ word, weight: inverseFrequency(frequency, Math.max(passages, RARE)) }];
  });
}
