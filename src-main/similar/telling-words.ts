import { indexableText } from '../lib/text/indexable.ts';
import { tokens } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { passageFrequency } from '../storage/postings.ts';

/** A word of a text as the postings know it. */
export interface PostedWord {
  readonly word: string;
  readonly term: string;
  /** Passages that hold it; 0 where it stands nowhere. */
  readonly frequency: number;
}

/** The words of a text in order, each with how many passages hold it. */
export function postedWords(connection: ReadConnection, text: string): PostedWord[] {
  const indexable = indexableText(text);
  const known = new Map<string, number>();
  return Array.from(tokens(indexable), ({ term, start, end }) => {
    const frequency = known.get(term) ?? passageFrequency(connection, term);
    known.set(term, frequency);
    return { word: indexable.slice(start, end), term, frequency };
  });
}

/** Words a stretch has: half of the shortest run that is looked for. */
const STRETCH = 6;
/** Of all passages the share that may hold a word for it to tell something; to look for others costs much. */
const MOST_SHARE = 0.02;
const LEAST_MOST = 200;
/** A word in no more passages tells enough alone. */
const RARE = 60;

/**
 * What to ask the postings for, so that passages which hold a run of a dozen words of a text are met: of every stretch
 * of six words its rarest two, together. Of a longer text stretches evenly far apart.
 */
export function runExpressions(
  words: readonly PostedWord[],
  { passages, most }: { readonly passages: number; readonly most: number },
): string[] {
  const common = Math.max(LEAST_MOST, passages * MOST_SHARE);
  const count = Math.floor(words.length / STRETCH);
  const asked = Math.min(count, most);
  const expressions = Array.from({ length: asked }, (_, place) => {
    const from = Math.floor((place * count) / asked) * STRETCH;
    return rarest(words.slice(from, from + STRETCH), common);
  });
  return [...new Set(expressions.filter((expression) => expression !== ''))];
}

function rarest(stretch: readonly PostedWord[], common: number): string {
  const [first, second] = [...new Map(stretch.map((posted) => [posted.term, posted])).values()]
    .filter(({ frequency }) => frequency <= common)
    .toSorted((left, right) => left.frequency - right.frequency);
  // The rarest stands in the text itself; where it stands nowhere else there is nothing to find.
  if (first === undefined || first.frequency < 2) return '';
  if (second === undefined) return first.frequency <= RARE ? quotedWord(first.word) : '';
  return `${quotedWord(first.word)} AND ${quotedWord(second.word)}`;
}

/** A quoted FTS5 string: nothing in it is syntax. FTS5 folds and stems it itself. */
export function quotedWord(word: string): string {
  return `"${word.replaceAll('"', ' ')}"`;
}
