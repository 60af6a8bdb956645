import { indexableText } from '../lib/text/indexable.ts';
import { foldLiteral, terms } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { contentOfPassage, readPassage } from '../storage/passages.ts';
import { passagesHolding } from '../storage/postings.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { phrase } from './query/units.ts';

/** Passages looked into for one phrase: beyond, a phrase is so common that it says nothing. */
const MOST_VERIFIED = 20_000;

/** A letter or number of a script whose words have blanks between them, at the end or start of a text. */
const SPACED = /[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]$/v;
const SPACED_START =
  /^[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]/v;

interface PhraseContext {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
}

/**
 * Contents in which a phrase stands literally (NFKC, case- and diacritic-folded, blanks alike), within a
 * passage, over the border of two, or in a heading. The postings find where it may stand, for they stem.
 */
export function contentsWithPhrase(text: string, context: PhraseContext): Set<number> {
  const literal = foldLiteral(text);
  const words = terms(indexableText(text)).length === 0 ? [] : indexableText(text).split(/\s+/);
  const found = new Set<number>();
  for (const passage of candidates(words, context.connection)) {
    const content = contentOfPassage(context.connection, passage);
    if (content === undefined || found.has(content.id)) continue;
    if (holdsWhole(foldLiteral(around(passage, context)), literal)) found.add(content.id);
  }
  return found;
}

/** Whether a phrase stands there as whole words: "cat" is not in "cats". Unspaced scripts have no such borders. */
function holdsWhole(text: string, literal: string): boolean {
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + literal.length)) return true;
  }
  return false;
}

function isWithinWord(text: string, at: number): boolean {
  return SPACED.test(text.slice(Math.max(0, at - 2), at)) && SPACED_START.test(text.slice(at, at + 2));
}

/** Passages that hold the whole phrase, or its beginning where the next one holds the rest. */
function candidates(words: readonly string[], connection: ReadConnection): number[] {
  if (words.length === 0) return [];
  const whole = passagesHolding(connection, phrase(words), MOST_VERIFIED);
  const split = words.slice(1).flatMap((_, index) => {
    const heads = passagesHolding(connection, phrase(words.slice(0, index + 1)), MOST_VERIFIED);
    const tails = new Set(passagesHolding(connection, phrase(words.slice(index + 1)), MOST_VERIFIED));
    return heads.filter((passage) => tails.has(passage + 1));
  });
  return [...whole, ...split];
}

/** Title, headings and text of a passage, and the text of the one behind it. */
function around(id: number, { connection, texts }: PhraseContext): string {
  const passage = readPassage(connection, id);
  if (passage === undefined) return '';
  const next = readPassage(connection, id + 1);
  const end = next?.content === passage.content ? next.start + next.length : passage.start + passage.length;
  const body = texts.read(passage.content, passage.start, end - passage.start);
  return [passage.title ?? '', passage.heading ?? '', body].join('\n');
}
