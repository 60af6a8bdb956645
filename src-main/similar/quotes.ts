import type { Excerpt } from '../lib/text/excerpt.ts';
import { passagesHolding, readCollection } from '../storage/postings.ts';
import { contentOfPassage, type ContentRow } from '../storage/passages.ts';
import { wordsOf, type Words } from './alignment.ts';
import { excerptOf, hashOf, heldDocument, passageAt, type HeldDocument, type PageOf } from './documents.ts';
import { RunIndex, type SharedRun } from './shared-runs.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { postedWords, runExpressions } from './telling-words.ts';

/** A run of words that stands in both documents. */
export interface QuotedRun {
  readonly words: number;
  readonly here: Excerpt;
  readonly there: Excerpt;
}

/** A document that shares runs of words with another. */
export interface QuotingDocument {
  readonly document: HeldDocument;
  /** Words in shared runs, and their share of either document. */
  readonly words: number;
  readonly ofHere: number;
  readonly ofThere: number;
  /** The longest first; the first few of `count`. */
  readonly runs: readonly QuotedRun[];
  readonly count: number;
}

export interface QuotesPage {
  readonly found: readonly QuotingDocument[];
  readonly total: number;
  /** False where the document is so long that only a part of it was looked for. */
  readonly isWhole: boolean;
}

export const SHORTEST_QUOTE = 12;
/** Questions to the postings, half a millisecond each; a document of 9,000 words asks all it can. */
const MOST_ASKED = 1_500;
const STRETCH_WORDS = 6;
const MOST_HOLDING = 60;
/** Documents read whole to look for runs. */
const MOST_READ = 60;
const MOST_CHARACTERS = 1_000_000;
const RUNS_SHOWN = 3;

interface Shared {
  readonly content: ContentRow;
  readonly runs: readonly SharedRun[];
  readonly theirs: Words;
}

/** Finds documents that hold runs of a dozen words or more of one document: what it quotes, and what quotes it. */
export class Quotes {
  readonly #library: SimilarLibrary;

  constructor(library: SimilarLibrary) {
    this.#library = library;
  }

  find(asked: ContentRow, { offset, limit }: PageOf): QuotesPage {
    const own = wordsOf(this.#textOf(asked));
    const index = new RunIndex(own, SHORTEST_QUOTE);
    const shared = this.#candidates(asked, own.text)
      .flatMap((content) => this.#sharing(content, index) ?? [])
      .map((one) => ({ ...one, words: wordsIn(one.runs) }))
      .toSorted((left, right) => right.words - left.words || left.content.id - right.content.id);
    return {
      found: shared.slice(offset, offset + limit).flatMap((one) => this.#described(asked, own, one) ?? []),
      total: shared.length,
      isWhole: own.hashes.length <= MOST_ASKED * STRETCH_WORDS && asked.length <= MOST_CHARACTERS,
    };
  }

  /** Contents most of whose passages hold rare words of this one side by side, copies aside. */
  #candidates(asked: ContentRow, text: string): ContentRow[] {
    const { connection } = this.#library;
    const { passages } = readCollection(connection);
    const posted = postedWords(connection, text);
    const met = new Map<number, number>();
    for (const expression of runExpressions(posted, { passages, most: MOST_ASKED }))
      for (const passage of passagesHolding(connection, expression, MOST_HOLDING))
        met.set(passage, (met.get(passage) ?? 0) + 1);
    const hash = hashOf(connection, asked.id);
    const contents = new Map<number, { row: ContentRow; most: number }>();
    for (const [passage, hits] of met) {
      const row = contentOfPassage(connection, passage);
      if (row === undefined || row.id === asked.id) continue;
      contents.set(row.id, { row, most: Math.max(hits, contents.get(row.id)?.most ?? 0) });
    }
    return [...contents.values()]
      .filter(({ row }) => hashOf(connection, row.id) !== hash)
      .toSorted((left, right) => right.most - left.most || left.row.id - right.row.id)
      .slice(0, MOST_READ)
      .map(({ row }) => row);
  }

  #sharing(content: ContentRow, index: RunIndex): Shared | null {
    const theirs = wordsOf(this.#textOf(content));
    const runs = index.sharedWith(theirs);
    return runs.length === 0 ? null : { content, runs, theirs };
  }

  #described(
    asked: ContentRow,
    own: Words,
    { content, runs, theirs, words }: Shared & { readonly words: number },
  ): QuotingDocument | null {
    const document = heldDocument(this.#library.connection, content.id);
    if (document === null) return null;
    const longest = runs.toSorted((left, right) => right.words - left.words || left.right - right.right);
    return {
      document,
      words,
      ofHere: Math.min(1, words / own.hashes.length),
      ofThere: Math.min(1, words / theirs.hashes.length),
      count: runs.length,
      runs: longest.slice(0, RUNS_SHOWN).map((run) => ({
        words: run.words,
        here: this.#excerpt(asked, own, run.left, run.words),
        there: this.#excerpt(content, theirs, run.right, run.words),
      })),
    };
  }

  #excerpt(content: ContentRow, words: Words, from: number, count: number): Excerpt {
    const [start, end] = [words.starts[from]!, words.ends[from + count - 1]!];
    const place = passageAt(this.#library.connection, content.id, start);
    return excerptOf(
      { start, page: place?.page ?? null, heading: place?.heading ?? null },
      words.text.slice(start, end),
    );
  }

  #textOf({ id, length }: ContentRow): string {
    return this.#library.texts.read(id, 0, Math.min(length, MOST_CHARACTERS));
  }
}

function wordsIn(runs: readonly SharedRun[]): number {
  return runs.reduce((sum, { words }) => sum + words, 0);
}
