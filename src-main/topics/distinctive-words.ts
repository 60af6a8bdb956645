import { functionWords } from '../lib/text/function-words.ts';
import { isGrammar } from '../lib/text/telling-words.ts';
import { tokens, type Token } from '../lib/text/tokens.ts';

/** A word, or two that stand together, as it mostly stands, and what it is worth for telling its documents from others. */
export interface DistinctiveWord {
  /** The postings' terms of its words. */
  readonly terms: readonly string[];
  readonly word: string;
  readonly weight: number;
}

/** What a document begins with, and its language as a two-letter code, '' where it is not told. */
export interface Beginning {
  readonly text: string;
  readonly language: string;
}

/** UTF-16 units read of a document: it says first what it is about. */
export const READ_OF_A_DOCUMENT = 6_000;
const SHORTEST = 3;
/** A word must stand in so many of the documents, and in this share of them. */
const LEAST = { documents: 2, share: 0.08 };
/** Two words say more together where this share of the documents that hold the rarer one hold both in a row. */
const TOGETHER = 0.4;
/** The best words by what the postings estimate: of these documents are counted. */
const COUNTED = 60;
const WORD = /^\p{L}[\p{L}\p{M}]*$/u;
/** What a word stands between: in an address, a name of code or a hyphenated word lie pieces of words. */
const BEFORE = /^$|[\s("“‘'«*[>¿¡]/u;
const AFTER = /^[.,;:!?)"”’'»*\]…]{0,3}(?:\s|$)/u;
const LOOKED_AFTER = 4;

/** How many of all documents hold a word. */
export interface Holding {
  /** No fewer than there are, at once. */
  readonly atMost: (term: string) => number;
  /** Exactly, by a search of the postings. */
  readonly exactly: (word: string) => number;
}

interface Counted {
  readonly terms: readonly string[];
  documents: number;
  readonly forms: Map<string, number>;
}

/**
 * Words that stand in many of some texts and in few others, best first, and none twice: the share of the texts times the
 * inverse document frequency (class-based TF-IDF: Grootendorst, "BERTopic", 2022, §3.3, with presence in place of
 * counts). Two words that mostly stand together are one.
 */
export function distinctiveWords(
  texts: readonly Beginning[],
  documents: number,
  holding: Holding,
): DistinctiveWord[] {
  const least = Math.max(Math.min(LEAST.documents, texts.length), Math.ceil(texts.length * LEAST.share));
  const counted = new Map([...countWords(texts)].filter(([, { documents: held }]) => held >= least));
  const told = [...counted.values()].filter((one) => isPhraseOrWord(one, counted));
  const worth = (one: Counted, held: number): DistinctiveWord => {
    const rarity = Math.log((documents + 1) / (Math.max(one.documents, held) + 0.5));
    const weight = (one.documents / texts.length) * Math.max(0, rarity);
    return { terms: one.terms, word: mostly(one.forms), weight };
  };
  const best = told
    .map((one) => ({ one, estimate: worth(one, Math.min(...one.terms.map(holding.atMost))).weight }))
    .toSorted((left, right) => right.estimate - left.estimate || compare(keyOf(left.one), keyOf(right.one)))
    .slice(0, COUNTED)
    .map(({ one }) => worth(one, holding.exactly(mostly(one.forms))))
    .filter(({ weight }) => weight > 0)
    .toSorted(
      (left, right) =>
        right.weight - left.weight ||
        right.terms.length - left.terms.length ||
        compare(left.word, right.word),
    );
  return withoutRepeats(best);
}

/** Two words only where they mostly stand together. */
function isPhraseOrWord({ terms, documents }: Counted, counted: ReadonlyMap<string, Counted>): boolean {
  if (terms.length === 1) return true;
  const rarer = Math.min(...terms.map((term) => counted.get(term)?.documents ?? Infinity));
  return documents >= rarer * TOGETHER;
}

/** Of words that share a term the best alone. */
function withoutRepeats(words: readonly DistinctiveWord[]): DistinctiveWord[] {
  const met = new Set<string>();
  return words.filter(({ terms }) => {
    const isNew = terms.every((term) => !met.has(term));
    if (isNew) for (const term of terms) met.add(term);
    return isNew;
  });
}

function countWords(texts: readonly Beginning[]): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const { text: whole, language } of texts) {
    const text = whole.slice(0, READ_OF_A_DOCUMENT);
    const empty = functionWords(language);
    const seen = new Set<string>();
    let before: Token | null = null;
    for (const token of tokens(text)) {
      const isWhole = isTelling(text, token, empty);
      if (isWhole) count(counted, seen, text, [token]);
      if (isWhole && before !== null && /^[ \n]$/u.test(text.slice(before.end, token.start)))
        count(counted, seen, text, [before, token]);
      before = isWhole ? token : null;
    }
  }
  return counted;
}

function count(
  counted: Map<string, Counted>,
  seen: Set<string>,
  text: string,
  words: readonly Token[],
): void {
  const terms = words.map(({ term }) => term);
  const key = terms.join(' ');
  const known = counted.get(key) ?? { terms, documents: 0, forms: new Map<string, number>() };
  counted.set(key, known);
  const form = words.map(({ start, end }) => text.slice(start, end).toLowerCase()).join(' ');
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
  if (!seen.has(key)) known.documents += 1;
  seen.add(key);
}

/** Whether a word stands there whole, as words of a language do, and says something. */
function isTelling(text: string, { term, start, end }: Token, empty: ReadonlySet<string>): boolean {
  const form = text.slice(start, end);
  if (form.length < SHORTEST || !WORD.test(form) || isGrammar(term)) return false;
  if (empty.has(form.toLowerCase())) return false;
  return BEFORE.test(text.charAt(start - 1)) && AFTER.test(text.slice(end, end + LOOKED_AFTER));
}

function keyOf({ terms }: Counted): string {
  return terms.join(' ');
}

/** The commonest form, of equals the first by letters. */
function mostly(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].toSorted((left, right) => right[1] - left[1] || compare(left[0], right[0]));
  return first?.[0] ?? '';
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
