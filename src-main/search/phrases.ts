import { indexableText } from '../lib/text/indexable.ts';
import { foldLiteral, terms } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { contentOfPassage, readPassage } from '../storage/passages.ts';
import { ALL, passageFrequency, passagesHolding } from '../storage/postings.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { phrase } from './query/units.ts';

/**
 * Passages all of which are looked into for one phrase; of more those of every document until one holds it, for a phrase
 * so common says little of where to look.
 */
const ALL_VERIFIED = 3_000;

/** A letter or number of a script whose words have blanks between them, at the end or start of a text. */
const SPACED = /[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]$/v;
const SPACED_START =
  /^[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]/v;

export interface PhraseContext {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** A byte a passage: whether words stand in it, side by side and in other forms too. */
  readonly holding: (words: readonly string[]) => Uint8Array;
}

/** Where a phrase stands. */
export interface PhrasePlaces {
  readonly contents: ReadonlySet<number>;
  /** Of a phrase over the border of two both. */
  readonly passages: readonly number[];
}

/**
 * Contents in which a phrase stands literally (NFKC, case- and diacritic-folded, blanks alike), within a
 * passage, over the border of two, or in a heading. The postings find where it may stand, for they stem.
 */
export function placesOfPhrase(text: string, context: PhraseContext): PhrasePlaces {
  const literal = foldLiteral(text);
  const words = terms(indexableText(text)).length === 0 ? [] : indexableText(text).trim().split(/\s+/);
  const { whole, split } = candidates(words, context);
  const isCommon = whole.length + split.length > ALL_VERIFIED;
  const contents = new Set<number>();
  const passages: number[] = [];
  const look = (passage: number, isSplit: boolean): void => {
    const content = contentOfPassage(context.connection, passage);
    if (content === undefined) return;
    const isKnown = isCommon && contents.has(content.id);
    if (!isKnown && !holdsWhole(foldLiteral(around(passage, context)), literal)) return;
    contents.add(content.id);
    passages.push(passage);
    if (isSplit) passages.push(passage + 1);
  };
  for (const passage of whole) look(passage, false);
  for (const passage of split) look(passage, true);
  return { contents, passages };
}

/** Whether a phrase stands there as whole words: "cat" is not in "cats". Unspaced scripts have no such borders. */
export function holdsWhole(text: string, literal: string): boolean {
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + literal.length)) return true;
  }
  return false;
}

function isWithinWord(text: string, at: number): boolean {
  return SPACED.test(text.slice(Math.max(0, at - 2), at)) && SPACED_START.test(text.slice(at, at + 2));
}

/** Passages that hold the whole phrase, and those that hold its beginning where the next one holds the rest. */
function candidates(
  words: readonly string[],
  context: PhraseContext,
): { readonly whole: readonly number[]; readonly split: readonly number[] } {
  if (words.length === 0) return { whole: [], split: [] };
  const whole = passagesHolding(context.connection, phrase(words), ALL);
  const split = words.slice(1).flatMap((_, index) => overBorder(words, index + 1, context));
  return { whole, split };
}

/** The rarer side is listed, and the other one only looked for beside it. */
function overBorder(words: readonly string[], at: number, context: PhraseContext): number[] {
  const [head, tail] = [words.slice(0, at), words.slice(at)];
  const { connection } = context;
  const isHeadRarer = rarest(head, connection) <= rarest(tail, connection);
  const rare = passagesHolding(connection, phrase(isHeadRarer ? head : tail), ALL);
  if (rare.length === 0) return [];
  const other = context.holding(isHeadRarer ? tail : head);
  return isHeadRarer
    ? rare.filter((passage) => other[passage + 1] === 1)
    : rare.map((passage) => passage - 1).filter((passage) => other[passage] === 1);
}

function rarest(words: readonly string[], connection: ReadConnection): number {
  return Math.min(...terms(words.join(' ')).map((term) => passageFrequency(connection, term)));
}

/** Title, headings and text of a passage, and the text of the one behind it. */
function around(id: number, { connection, texts }: Omit<PhraseContext, 'holding'>): string {
  const passage = readPassage(connection, id);
  if (passage === undefined) return '';
  const next = readPassage(connection, id + 1);
  const end = next?.content === passage.content ? next.start + next.length : passage.start + passage.length;
  const body = texts.read(passage.content, passage.start, end - passage.start);
  return [passage.title ?? '', passage.heading ?? '', body].join('\n');
}
