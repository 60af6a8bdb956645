import { indexableText } from '../../lib/text/indexable.ts';
import { fold, terms } from '../../lib/text/tokens.ts';
import type { ReadConnection } from '../../storage/connection.ts';
import { contentOfPassage, readPassage } from '../../storage/passages.ts';
import { ALL, passagesHolding } from '../../storage/postings.ts';
import type { TextReader } from '../../storage/text-blocks.ts';
import { placesOfPhrase, type PhraseContext, type PhrasePlaces } from '../phrases.ts';
import type { NearNode, PhraseNode, PrefixNode, WordNode } from '../query/syntax-tree.ts';
import { phrase, prefixExpressions } from '../query/units.ts';
import type { TermSums } from '../term-sums.ts';
import type { DocumentTable } from './document-table.ts';
import { placesOfNear } from './near.ts';
import { allOf, type Selection } from './selection.ts';

export interface TextContext {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  readonly sums: TermSums;
  readonly table: DocumentTable;
  /** Passage ids are below it. */
  readonly used: number;
}

/** What a word, phrase, beginning or NEAR holds for; null of one without a letter or number. */
export function selectText(
  node: WordNode | PhraseNode | PrefixNode | NearNode,
  context: TextContext,
): Selection | null {
  if (node.kind === 'near') return ofPlaces(placesOfNear(node, phraseContext(context)), context);
  if (terms(indexableText(node.text)).length === 0) return node.kind === 'phrase' ? nowhere(context) : null;
  if (node.kind === 'phrase') return ofPlaces(placesOfPhrase(node.text, phraseContext(context)), context);
  const places = node.kind === 'prefix' ? withBeginning(node.text, context) : withWords(node.text, context);
  return { documents: context.table.holding(places), places, isHard: false };
}

/** Signs alone stand in no posting. */
function nowhere({ table, used }: TextContext): Selection {
  return { documents: new Uint8Array(table.length), places: new Uint8Array(used), isHard: false };
}

function ofPlaces({ contents, passages }: PhrasePlaces, { table, used }: TextContext): Selection {
  const places = new Uint8Array(used);
  for (const passage of passages) if (passage < used) places[passage] = 1;
  return { documents: table.ofContents(contents), places, isHard: false };
}

function phraseContext(context: TextContext): PhraseContext {
  const { connection, texts } = context;
  return { connection, texts, holding: (words) => withWords(words.join(' '), context) };
}

/** Passages that hold a word in any of its forms, or the parts of a compound side by side. */
function withWords(text: string, { connection, sums, used }: TextContext): Uint8Array {
  const indexable = indexableText(text);
  const [term, ...others] = terms(indexable);
  if (term !== undefined && others.length === 0) return sums.holding(term, allOf(used));
  return marked(passagesHolding(connection, phrase([indexable]), ALL), used);
}

function marked(passages: readonly number[], used: number): Uint8Array {
  const places = new Uint8Array(used);
  for (const passage of passages) if (passage < used) places[passage] = 1;
  return places;
}

/** Of a document that is known to hold a beginning other passages are taken unread, where there are so many. */
const ALL_VERIFIED = 3_000;

/** One or two seconds' reading where every text must be unpacked; no beginning is worth more. */
const MOST_READ = 2_000;

/**
 * Passages with a word that begins so. The postings hold stems: most that begin so are stems of such words alone; of the
 * others, and of shorter ones that may be theirs, the texts decide. Where these are too many to be read, as of `whos*`, the
 * stem of the rest decides.
 */
function withBeginning(text: string, context: TextContext): Uint8Array {
  const { connection, used } = context;
  const { longer, shorter, doubtful } = prefixExpressions(text);
  const places = marked(passagesHolding(connection, longer, ALL), used);
  const found = (expression: string | null): number[] =>
    expression === null ? [] : passagesHolding(connection, expression, ALL).filter((id) => id < used);
  const doubted = new Set(found(doubtful));
  for (const passage of doubted) places[passage] = 0;
  const candidates = [...new Set([...doubted, ...found(shorter)])].filter((id) => places[id] === 0);
  const beginning = wordsOf(text.normalize('NFKC'));
  const known = new Set<number>();
  let read = 0;
  for (const passage of candidates) {
    if (read >= MOST_READ) {
      if (doubted.has(passage)) places[passage] = 1;
      continue;
    }
    const content = contentOfPassage(connection, passage)?.id;
    if (content === undefined) continue;
    const isTaken = candidates.length > ALL_VERIFIED && known.has(content);
    if (!isTaken) read += 1;
    if (!isTaken && !holdsBeginning(passage, beginning, context)) continue;
    known.add(content);
    places[passage] = 1;
  }
  return places;
}

const WORD = /[\p{L}\p{N}\p{Co}\p{M}]+/gu;

function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map(fold);
}

/** Whether words stand side by side of which the last begins with the last of `beginning`. */
function holdsBeginning(
  passage: number,
  beginning: readonly string[],
  { connection, texts }: TextContext,
): boolean {
  const row = readPassage(connection, passage);
  if (row === undefined) return false;
  const body = texts.read(row.content, row.start, row.length);
  const words = wordsOf([row.title ?? '', row.heading ?? '', body].join('\n'));
  const last = beginning.length - 1;
  return words.some((_, place) =>
    beginning.every((part, at) => {
      const word = words[place + at];
      return at === last ? word?.startsWith(part) === true : word === part;
    }),
  );
}
