import { join } from 'node:path';

import { terms } from '../../../src-main/lib/text/tokens.ts';
import { wholeLibrary } from '../../../src-main/search/known-words.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { documentsOfContent } from '../../../src-main/storage/documents.ts';
import { TextReader } from '../../../src-main/storage/text-blocks.ts';
import { below, seededRandom } from '../../helpers/random.ts';
import type { Question } from '../questions.ts';

/** Between the two passages, so that no window of text holds both. */
const LEAST_PASSAGES = 6;
const MOST_PASSAGES = 200;
/** Words a person would think of: neither everywhere nor in that document alone. */
const FREQUENCIES = { least: 4, most: 400 };
const WORDS_A_PASSAGE = 2;
const SEED = 5;

/**
 * Questions of four words, two of each of two passages that stand apart in one document, as somebody remembers two
 * places of it; no passage of it holds all four.
 */
export function questionsApart(library: string, count: number): Question[] {
  const connection = openForReading(join(library, 'index.db'));
  try {
    const texts = new TextReader(connection);
    const known = wholeLibrary(connection);
    const random = seededRandom(SEED);
    const contents = connection
      .prepare<[number, number], { id: number; first: number; passages: number }>(
        `SELECT id, first_passage AS first, passages FROM contents
         WHERE passages BETWEEN ? AND ? AND data_like = 0 ORDER BY id`,
      )
      .all(LEAST_PASSAGES, MOST_PASSAGES);
    const passage = connection.prepare<[number], { start: number; length: number }>(
      'SELECT start, length FROM passages WHERE id = ?',
    );
    const termsAt = (content: number, id: number): string[][] => {
      const row = passage.get(id);
      return row === undefined ? [] : wordsOf(texts.read(content, row.start, row.length));
    };
    const isTelling = ([, term = '']: readonly string[]): boolean => {
      const frequency = known.frequency(term);
      return frequency >= FREQUENCIES.least && frequency <= FREQUENCIES.most;
    };
    const questions: Question[] = [];
    while (questions.length < count && contents.length > 0) {
      const [content] = contents.splice(below(contents.length, random), 1);
      if (content === undefined) break;
      const pages = Array.from({ length: content.passages }, (_, place) =>
        termsAt(content.id, content.first + place),
      );
      const early = drawn(pages[1]?.filter(isTelling) ?? [], random);
      const late = drawn(pages.at(-2)?.filter(isTelling) ?? [], random);
      const all = [...early, ...late];
      const isWhole = new Set(all.map(([, term]) => term)).size === 2 * WORDS_A_PASSAGE;
      const isTogether = pages.some((page) => all.every(([, term]) => page.some(([, own]) => own === term)));
      const path = documentsOfContent(connection, content.id)[0]?.path;
      if (!isWhole || isTogether || path === undefined) continue;
      questions.push({ question: all.map(([word]) => word).join(' '), path, kind: 'apart' });
    }
    return questions;
  } finally {
    connection.close();
  }
}

/** Words of plain letters, each with the term it is kept as. */
function wordsOf(text: string): string[][] {
  const words: readonly string[] = text.match(/\b[a-z]{5,}\b/g) ?? [];
  return [...new Set(words)].map((word) => [word, terms(word)[0] ?? '']);
}

function drawn(words: readonly string[][], random: () => number): string[][] {
  const left = [...words];
  return Array.from({ length: Math.min(WORDS_A_PASSAGE, left.length) }, () =>
    left.splice(below(left.length, random), 1),
  ).flat();
}
