import type { Excerpt } from '../lib/text/excerpt.ts';
import { CodeScorer } from '../embed/light/code-distance.ts';
import type { CodeScan } from '../storage/code-scan.ts';
import { passagesHolding, readCollection } from '../storage/postings.ts';
import { contentOfPassage, readPassage } from '../storage/passages.ts';
import { align, wordsOf, type Words } from './alignment.ts';
import type { AlikePassage, ComparedPassage } from './close-order.ts';
import { excerptOf, heldDocument, passageAt, type HeldDocument } from './documents.ts';
import { quotationOf, type Quotation } from './quotation.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { postedWords, quotedWord } from './telling-words.ts';

/** Where a text that was given stands. */
export interface FoundText {
  readonly document: HeldDocument;
  readonly kind: 'verbatim' | 'nearly' | 'meaning';
  /** Of the words given the share that stands there; of a passage alike in meaning alone how much, 0…1. */
  readonly share: number;
  /** The stretch, with runs of words that stand there as given. */
  readonly place: Excerpt;
}

export interface FoundTexts {
  /** Where it stands, word for word or nearly, best first. */
  readonly quoted: readonly FoundText[];
  /** Passages near in meaning, best first, and the text that they were compared with. */
  readonly alike: readonly AlikePassage[];
  readonly text: string;
  /** Words that were looked for, of those given. */
  readonly words: number;
  readonly given: number;
}

/** Words looked for: of a longer text these tell where it stands. */
const MOST_WORDS = 600;
/** Terms asked for, the rarest first, and passages that may hold one of them. */
const MOST_TERMS = 40;
const MOST_POSTINGS = 4_000;
/** Places whose words are laid beside those given. */
const MOST_ALIGNED = 24;
/** Passages found by meaning that are worth reading closely, and of them those whose words are laid beside those given. */
const BY_MEANING = 50;
/** Of one document: else a long one takes the places of all others. */
const BY_MEANING_OF_A_DOCUMENT = 3;
const ALIGNED_BY_MEANING = 24;
/** Passages near by bits alone that are scored again by the real-valued text, as searches do. */
const SHORTLIST = 400;
/** Below it two passages speak of different things, by light meaning and by heavy vectors. */
const LEAST_LIGHT = 0.45;
const LEAST_DEEP = 0.3;
/** The cosine of a vector and its own signs, of as many dimensions as codes have: √(2/π). */
const WITH_OWN_CODE = 0.8;

interface Window {
  readonly content: number;
  readonly start: number;
  readonly end: number;
}

/** Finds the passage a pasted text was read in, though it was copied with mistakes. */
export class WhereFound {
  readonly #library: SimilarLibrary;
  readonly #scan: CodeScan;

  constructor(library: SimilarLibrary, scan: CodeScan) {
    this.#library = library;
    this.#scan = scan;
  }

  find(text: string): FoundTexts {
    const all = wordsOf(text);
    const wanted = firstWords(all, MOST_WORDS);
    const spoken = this.#byWords(wanted.text);
    const meant = this.#byMeaning(wanted.text, spoken);
    const near = meant.slice(0, ALIGNED_BY_MEANING).map(({ passage }) => passage);
    return {
      quoted: this.#quoted(wanted, [...spoken, ...near]),
      alike: this.#ofEach(meant),
      text: wanted.text,
      words: wanted.hashes.length,
      given: all.hashes.length,
    };
  }

  /** Of passages in order those that speak of the same thing, the first of each document; without documents found by words. */
  describe(passages: readonly ComparedPassage[], quoted: readonly number[]): FoundText[] {
    const known = new Set(quoted);
    return passages.flatMap((one) => this.#alike(one, known) ?? []);
  }

  /** Passages by the weight of the rare words they hold: misread words stand nowhere, and the others suffice. */
  #byWords(text: string): number[] {
    const { connection } = this.#library;
    const { passages } = readCollection(connection);
    const posted = postedWords(connection, text);
    const rare = [...new Map(posted.map((word) => [word.term, word])).values()]
      .filter(({ frequency }) => frequency > 0)
      .toSorted((left, right) => left.frequency - right.frequency)
      .slice(0, MOST_TERMS);
    const weights = new Map<number, number>();
    for (const { word, frequency } of rare) {
      if (frequency > MOST_POSTINGS && weights.size > 0) break;
      const weight = Math.log(1 + passages / frequency);
      for (const passage of passagesHolding(connection, quotedWord(word), MOST_POSTINGS))
        weights.set(passage, (weights.get(passage) ?? 0) + weight);
    }
    return [...weights]
      .toSorted(([one, its], [other, others]) => others - its || one - other)
      .slice(0, MOST_ALIGNED)
      .map(([passage]) => passage);
  }

  /** Passages near in meaning, of those that share words and of all. */
  #byMeaning(text: string, spoken: readonly number[]): AlikePassage[] {
    const { embedLight, lightCode, lightCentre, light } = this.#library;
    const vector = embedLight(text);
    const near = this.#scan.nearest(lightCode(vector), SHORTLIST, null);
    const scorer = new CodeScorer(vector, lightCentre);
    return [...new Set([...spoken, ...near])]
      .map((passage) => ({
        passage,
        here: null,
        light: Math.min(1, scorer.scoreAt(light.codes, passage) / WITH_OWN_CODE),
      }))
      .toSorted((left, right) => right.light - left.light || left.passage - right.passage);
  }

  /** The best, a few of each document. */
  #ofEach(passages: readonly AlikePassage[]): AlikePassage[] {
    const counts = new Map<number, number>();
    const kept: AlikePassage[] = [];
    for (const alike of passages) {
      const content = contentOfPassage(this.#library.connection, alike.passage)?.id ?? 0;
      const count = (counts.get(content) ?? 0) + 1;
      counts.set(content, count);
      if (count <= BY_MEANING_OF_A_DOCUMENT) kept.push(alike);
      if (kept.length === BY_MEANING) break;
    }
    return kept;
  }

  #quoted(wanted: Words, passages: readonly number[]): FoundText[] {
    const found = this.#windows(wanted, passages).flatMap((window) => {
      const quotation = this.#quotation(wanted, window);
      return quotation.kind === 'hardly' ? [] : [{ window, quotation }];
    });
    const best = found.toSorted(
      (left, right) =>
        rankOf(right.quotation) - rankOf(left.quotation) || left.window.content - right.window.content,
    );
    const met = new Set<number>();
    return best.flatMap(({ window, quotation }) => {
      if (met.has(window.content)) return [];
      met.add(window.content);
      return this.#described(window, quotation) ?? [];
    });
  }

  /** Stretches around passages, as wide as what was given may stand there; those that meet are one. */
  #windows(wanted: Words, passages: readonly number[]): Window[] {
    const windows: Window[] = [];
    const reach = wanted.text.length + 200;
    for (const passage of passages) {
      const row = readPassage(this.#library.connection, passage);
      if (row === undefined) continue;
      const [start, end] = [Math.max(0, row.start - reach), row.start + row.length + reach];
      if (
        !windows.some(
          (known) =>
            known.content === row.content && known.start <= row.start && known.end >= row.start + row.length,
        )
      )
        windows.push({ content: row.content, start, end });
    }
    return windows;
  }

  #quotation(wanted: Words, { content, start, end }: Window): Quotation {
    const found = wordsOf(this.#library.texts.read(content, start, end - start));
    return quotationOf(wanted, found, align(wanted, found));
  }

  #described({ content, start }: Window, quotation: Quotation): FoundText | null {
    const document = heldDocument(this.#library.connection, content);
    if (document === null) return null;
    const from = start + quotation.start;
    const text = this.#library.texts.read(content, from, quotation.end - quotation.start);
    const passage = passageAt(this.#library.connection, content, from);
    const marks = quotation.runs.map((run) => ({
      start: run.start - quotation.start,
      end: run.end - quotation.start,
    }));
    const place = excerptOf(
      { start: from, page: passage?.page ?? null, heading: passage?.heading ?? null },
      text,
      marks,
    );
    const kind = quotation.kind === 'verbatim' ? 'verbatim' : 'nearly';
    return { document, kind, share: quotation.share, place };
  }

  #alike({ passage, light, deep }: ComparedPassage, known: Set<number>): FoundText | null {
    const isNear = deep === null ? light >= LEAST_LIGHT : deep >= LEAST_DEEP;
    const row = isNear ? readPassage(this.#library.connection, passage) : undefined;
    if (row === undefined || known.has(row.content)) return null;
    known.add(row.content);
    const document = heldDocument(this.#library.connection, row.content);
    if (document === null) return null;
    const text = this.#library.texts.read(row.content, row.start, row.length);
    return { document, kind: 'meaning', share: Math.min(1, deep ?? light), place: excerptOf(row, text) };
  }
}

function firstWords(words: Words, most: number): Words {
  if (words.hashes.length <= most) return words;
  const end = words.ends[most - 1]!;
  return wordsOf(words.text.slice(0, end));
}

/** What is found whole comes first, then what is found for the most part. */
function rankOf({ kind, share }: Quotation): number {
  return (kind === 'verbatim' ? 1 : 0) + share;
}
