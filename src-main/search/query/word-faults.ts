import { filterNamed } from './filters.ts';
import { unknownFilter } from './unknown-filter.ts';

/** What a person seems to have meant by a word that is searched as it stands; the place within the word. */
export interface WordFault {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const SHORT_BEGINNING = /^([\p{L}\p{N}])\*$/u;
const NAME_ALONE = /^(\p{L}+):$/u;

/** @param next what stands behind the word, '' where nothing does */
export function wordFault(word: string, next: string): WordFault | undefined {
  const text = shortBeginning(word) ?? blankBehindColon(word, next);
  if (text !== undefined) return { start: 0, end: word.length, text };
  const unknown = unknownFilter(word);
  if (unknown === undefined) return undefined;
  const { name, meant } = unknown;
  const question = meant === undefined ? '' : ` Did you mean ${meant}:${word.slice(name.length + 1)}?`;
  return {
    start: 0,
    end: name.length + 1,
    text: `There is no filter ${name}:.${question} It is searched as text.`,
  };
}

function shortBeginning(word: string): string | undefined {
  const letter = SHORT_BEGINNING.exec(word)?.[1];
  return letter === undefined
    ? undefined
    : `What a word begins with has two letters at least, such as ${letter}b*; here ${letter} is searched as a word.`;
}

function blankBehindColon(word: string, next: string): string | undefined {
  const filter = filterNamed(NAME_ALONE.exec(word)?.[1]?.toLowerCase() ?? '');
  if (filter === undefined) return undefined;
  const example = next !== '' && filter.isSure(next) ? `${filter.name}:${next}` : filter.example;
  return `A value stands behind the colon without a blank, such as ${example}; here ${word} is searched as a word.`;
}
