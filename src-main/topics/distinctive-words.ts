import { tokens } from '../lib/text/tokens.ts';

/** A word as it mostly stands, and what it is worth for telling its documents from the others. */
export interface DistinctiveWord {
  readonly term: string;
  readonly word: string;
  readonly weight: number;
}

/** UTF-16 units read of a document: it says first what it is about. */
export const READ_OF_A_DOCUMENT = 6_000;
const SHORTEST = 3;
/** A word must stand in so many of the documents, and in this share of them. */
const LEAST = { documents: 2, share: 0.08 };
const WORD = /^\p{L}[\p{L}\p{M}'-]*$/u;

interface Counted {
  documents: number;
  readonly forms: Map<string, number>;
}

/**
 * Words that stand in many of some texts and in few others, best first: the share of the texts times the inverse
 * document frequency (class-based TF-IDF: Grootendorst, "BERTopic", 2022, §3.3, with presence in place of counts).
 * @param othersHolding of all documents those that hold a term
 */
export function distinctiveWords(
  texts: readonly string[],
  documents: number,
  othersHolding: (term: string) => number,
): DistinctiveWord[] {
  const counted = countWords(texts);
  const least = Math.max(Math.min(LEAST.documents, texts.length), Math.ceil(texts.length * LEAST.share));
  return [...counted]
    .filter(([, { documents: held }]) => held >= least)
    .map(([term, { documents: held, forms }]) => {
      const holding = Math.max(held, othersHolding(term));
      const rarity = Math.log((documents + 1) / (holding + 0.5));
      return { term, word: mostly(forms), weight: (held / texts.length) * Math.max(0, rarity) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((left, right) => right.weight - left.weight || compare(left.term, right.term));
}

function countWords(texts: readonly string[]): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const text of texts) {
    const seen = new Set<string>();
    for (const { term, start, end } of tokens(text.slice(0, READ_OF_A_DOCUMENT))) {
      const form = text.slice(start, end).toLowerCase();
      if (form.length < SHORTEST || !WORD.test(form)) continue;
      const known = counted.get(term) ?? { documents: 0, forms: new Map<string, number>() };
      counted.set(term, known);
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
      if (!seen.has(term)) known.documents += 1;
      seen.add(term);
    }
  }
  return counted;
}

/** The commonest form, of equals the first by letters. */
function mostly(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].toSorted((left, right) => right[1] - left[1] || compare(left[0], right[0]));
  return first?.[0] ?? '';
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
