import type { ReadConnection } from '../storage/connection.ts';
import { passageFrequency } from '../storage/postings.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { READ_OF_A_DOCUMENT } from './count-words.ts';
import { distinctiveWords, type DistinctiveWord } from './distinctive-words.ts';
import { groupsOf } from './groups.ts';
import { nameGroups } from './name-groups.ts';
import type { SpokenWords } from './spoken.ts';
import { beginningOf, languageOfContent } from './topic-documents.ts';
import type { TopicLibrary } from './topic-library.ts';

export interface WordSource {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  readonly library: TopicLibrary;
  readonly spoken: SpokenWords;
  /** The light model's vector of a text, and how much its words say in a longer one, 0 to 1. */
  readonly embedLight: (text: string) => Float32Array;
  readonly telling: (text: string) => number;
}

/** Documents whose words are compared with those of all others. */
const READ_FOR_WORDS = 60;
/** A word that is no nearer to its documents than to others is no name, as long as there are better ones. */
const LEAST_NEAR = 0.01;
/** A group is named by so many words. */
const WORDS_OF_A_GROUP = 3;

/** Words that the first documents of a list hold and others hardly do. */
export function wordsOf(
  rows: readonly number[],
  { connection, texts, library, spoken, embedLight, telling }: WordSource,
): DistinctiveWord[] {
  const beginnings = rows.slice(0, READ_FOR_WORDS).map((row) => {
    const content = library.contents[row]!;
    const text = beginningOf(connection, texts, content, READ_OF_A_DOCUMENT);
    return { text, language: languageOfContent(connection, content) };
  });
  const leaning = library.leaning(rows);
  return distinctiveWords(beginnings, library.contents.length, {
    atMost: (term) => spoken.atMost(passageFrequency(connection, term)),
    exactly: (word) => spoken.count(word),
    saying: (word) => Math.sqrt(Math.max(LEAST_NEAR, leaning(embedLight(word)))) * telling(word) ** 2,
  });
}

/** Groups of alike documents among some, the nearest to its middle first, each named by words that name no other. */
export function namedGroups(
  rows: readonly number[],
  limit: number,
  source: WordSource,
): { readonly rows: readonly number[]; readonly words: readonly string[] }[] {
  const { library } = source;
  const groups = groupsOf(library.space, library.placesOf(rows), limit).map((group) =>
    library.rowsAt(group.rows),
  );
  const names = nameGroups(
    groups.map((group) => wordsOf(group, source)),
    WORDS_OF_A_GROUP,
  );
  return groups
    .map((group, place) => ({ rows: group, words: names[place] ?? [] }))
    .filter(({ words }) => words.length > 0);
}
