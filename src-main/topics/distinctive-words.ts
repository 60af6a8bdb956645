import { countWords, type Beginning, type CountedWord } from './count-words.ts';

/** A word, or two that stand together, as it mostly stands, and what it is worth for telling its documents from others. */
export interface DistinctiveWord {
  /** The postings' terms of its words. */
  readonly terms: readonly string[];
  readonly word: string;
  readonly weight: number;
}

/** A word must stand in so many of the documents, and in this share of them. */
const LEAST = { documents: 2, share: 0.08 };
/** Two words say more together where this share of the documents that hold the rarer one hold both in a row. */
const TOGETHER = 0.4;
/** The best words by what the postings estimate: of these documents are counted. */
const COUNTED = 60;
/** What it is worth that a text holds a word by its form alone: letters of one kind share it, and so do all under one licence. */
const FORM = 0.1;
/** What a name is worth beside a word of a subject, and what share of its places within sentences one has a capital in. */
const NAME = 0.5;
const CAPITAL = 0.8;

/** What is known of words beside the texts they stand in. */
export interface WordFacts {
  /** How many of all documents hold a word: no fewer than there are, at once. */
  readonly atMost: (term: string) => number;
  /** Exactly, by a search of the postings. */
  readonly exactly: (word: string) => number;
  /** How much of what the texts mean a word says, 0 to 1. */
  readonly saying: (word: string) => number;
}

/**
 * Words that stand in many of some texts and in few others, best first, and none twice: the share of the texts times the
 * inverse document frequency (class-based TF-IDF: Grootendorst, "BERTopic", 2022, §3.3, with presence in place of
 * counts), times what a word says of the texts. What texts hold by the form they were made by, a licence or a template, counts
 * less. Two words that mostly stand together are one.
 */
export function distinctiveWords(
  texts: readonly Beginning[],
  documents: number,
  facts: WordFacts,
): DistinctiveWord[] {
  const least = Math.max(Math.min(LEAST.documents, texts.length), Math.ceil(texts.length * LEAST.share));
  const counted = new Map([...countWords(texts)].filter(([, { documents: held }]) => held >= least));
  const told = [...counted.values()].filter((one) => isPhraseOrWord(one, counted));
  const worth = (one: CountedWord, held: number): DistinctiveWord => {
    const rarity = Math.log((documents + 1) / (Math.max(one.documents, held) + 0.5));
    const word = mostly(one.forms);
    const share = (one.own + FORM * (one.documents - one.own)) / texts.length;
    const weight = share * Math.max(0, rarity) * facts.saying(word);
    return { terms: one.terms, word, weight: isName(one) ? weight * NAME : weight };
  };
  const best = told
    .map((one) => ({ one, estimate: worth(one, Math.min(...one.terms.map(facts.atMost))).weight }))
    .toSorted((left, right) => right.estimate - left.estimate || compare(keyOf(left.one), keyOf(right.one)))
    .slice(0, COUNTED)
    .map(({ one }) => worth(one, facts.exactly(mostly(one.forms))))
    .filter(({ weight }) => weight > 0)
    .toSorted(
      (left, right) =>
        right.weight - left.weight ||
        right.terms.length - left.terms.length ||
        compare(left.word, right.word),
    );
  return withoutRepeats(best);
}

/** Of someone or something: novels are full of them, and what they are about is told by others. */
function isName({ within, capital }: CountedWord): boolean {
  return within > 0 && capital >= within * CAPITAL;
}

/** Two words only where they mostly stand together. */
function isPhraseOrWord(
  { terms, documents }: CountedWord,
  counted: ReadonlyMap<string, CountedWord>,
): boolean {
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

function keyOf({ terms }: CountedWord): string {
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
