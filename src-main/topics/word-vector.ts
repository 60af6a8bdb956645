import { addTo, unit } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import type { WordVectors } from './label.ts';

/** Words up to which a list is a phrase in which each explains the others; a longer one is an enumeration. */
const PHRASE = 4;

/**
 * The vector of a label's words, of length 1: their mean, and the fewer they are the more all of them read together.
 * @param shares what each word counts, less for one that several labels have; null where no word says anything
 */
export function wordVector(
  space: DocumentSpace,
  { each, together }: WordVectors,
  shares: readonly number[],
): Float32Array | null {
  if (each.length === 0) return null;
  const sum = new Float32Array(space.dimensions);
  each.forEach((word, index) => addTo(sum, space.centred(word), shares[index]));
  unit(sum);
  if (together !== null) addTo(sum, space.centred(together), Math.min(1, (PHRASE / each.length) ** 3));
  const vector = unit(sum);
  return vector.some((value) => value !== 0) ? vector : null;
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
