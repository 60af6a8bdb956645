import { saysSomething } from '../lib/text/telling-words.ts';
import type { WordVectors } from './label.ts';

/** Above this share of pieces without meaning a word has none for a model. */
const MOST_UNREADABLE = 0.5;

export interface WordsOfLabel {
  readonly words: readonly string[];
  readonly heavy: WordVectors | null;
}

export interface WordKnowledge {
  /** Documents that hold a word. */
  readonly holding: (word: string) => number;
  /** The share of its pieces that no model reads. */
  readonly unreadable: (word: string) => number;
}

/**
 * A label's words without those that lead nowhere: letters that are no word and stand in no document would lead to
 * whatever lies nearest to noise, and "a" or "the" to whatever holds most sentences. Pure.
 */
export function sayingWords(label: WordsOfLabel, { holding, unreadable }: WordKnowledge): WordsOfLabel {
  const says = label.words.map(
    (word) => saysSomething(word) && (unreadable(word) <= MOST_UNREADABLE || holding(word) > 0),
  );
  if (!says.includes(false)) return label;
  const { heavy } = label;
  return {
    words: label.words.filter((_, place) => says[place]),
    // Read together with the others they would speak all the same.
    heavy: heavy === null ? null : { each: heavy.each.filter((_, place) => says[place]), together: null },
  };
}
