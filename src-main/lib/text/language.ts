import { eld } from 'eld/extrasmall';

/** Letters below which a guess is kept only where it is sure. */
const FEW_LETTERS = 40;
const LETTERS = /\p{L}/gu;

/** The language of a text as a two-letter code; '' where it has too few words to tell. Holds 30 MB once it is loaded. */
export function languageOf(text: string): string {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters === 0) return '';
  const told = eld.detect(text);
  return letters >= FEW_LETTERS || told.isReliable() ? told.language : '';
}
