import { addTo, unit } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import type { WordVectors } from './label.ts';

/** Words up to which a list is a phrase in which each explains the others; a longer one is an enumeration. */
const PHRASE = 4;

/** What a label's words mean, of length 1; null where no word says anything. */
export interface WordDirections {
  /** Away from what documents have in common: what leads among them to those of a subject they speak of. */
  readonly words: Float32Array | null;
  /**
   * Away from what words have in common: what is theirs alone. Away from documents, words that have nothing to do with a library
   * all point to those of its documents that are written in the plainest words.
   */
  readonly alone: Float32Array | null;
}

/**
 * @param shares what each word counts, less for one that several labels have
 * @param wordMean what words have in common; null where it is not known, and taken to be what documents have
 */
export function wordDirections(
  space: DocumentSpace,
  vectors: WordVectors,
  { shares, wordMean }: { readonly shares: readonly number[]; readonly wordMean: Float32Array | null },
): WordDirections {
  const words = directionOf(vectors, shares, (word) => space.centred(word));
  return {
    words,
    alone: wordMean === null ? words : directionOf(vectors, shares, (word) => awayFrom(wordMean, word)),
  };
}

/** The mean of words, and the fewer they are the more all of them read together. */
function directionOf(
  { each, together }: WordVectors,
  shares: readonly number[],
  centred: (word: ArrayLike<number>) => Float32Array,
): Float32Array | null {
  const [first] = each;
  if (first === undefined) return null;
  const sum = new Float32Array(first.length);
  each.forEach((word, index) => addTo(sum, centred(word), shares[index]));
  unit(sum);
  if (together !== null) addTo(sum, centred(together), Math.min(1, (PHRASE / each.length) ** 3));
  const vector = unit(sum);
  return vector.some((value) => value !== 0) ? vector : null;
}

function awayFrom(mean: Float32Array, vector: ArrayLike<number>): Float32Array {
  const away = unit(Float32Array.from(vector));
  addTo(away, mean, -1);
  return unit(away);
}

/** What each word of each label counts: one over the labels that have it; those of the same words are one. */
export function wordShares(labels: readonly { readonly words: readonly string[] }[]): number[][] {
  const lists = new Map(
    labels.map(({ words }) => {
      const keys = [...new Set(words.map(keyOf))].toSorted();
      return [keys.join('\n'), keys];
    }),
  );
  const counts = new Map<string, number>();
  for (const word of [...lists.values()].flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return labels.map(({ words }) => words.map((word) => 1 / (counts.get(keyOf(word)) ?? 1)));
}

function keyOf(word: string): string {
  return word.toLowerCase().trim();
}
