import { indexableText } from '../lib/text/indexable.ts';
import { fold, terms } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { contentOfPassage, readPassage } from '../storage/passages.ts';
import { matchingPassages } from '../storage/postings.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { phrase } from './query/units.ts';

/** Passages looked into for one phrase: beyond, a phrase is so common that it says nothing. */
const MOST_VERIFIED = 20_000;

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
    if (foldLiteral(around(passage, context)).includes(literal)) found.add(content.id);
  }
  return found;
}

/** Folded for literal comparison: compatibility forms, case, diacritics and runs of blanks do not count. */
export function foldLiteral(text: string): string {
  return fold(text.normalize('NFKC')).replace(/\s+/g, ' ');
}

/** Passages that hold the whole phrase, or its beginning where the next one holds the rest. */
function candidates(words: readonly string[], connection: ReadConnection): number[] {
  if (words.length === 0) return [];
  const whole = matchingPassages(connection, phrase(words), MOST_VERIFIED);
  const split = words.slice(1).flatMap((_, index) => {
    const heads = matchingPassages(connection, phrase(words.slice(0, index + 1)), MOST_VERIFIED);
    const tails = new Set(matchingPassages(connection, phrase(words.slice(index + 1)), MOST_VERIFIED));
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
