import { terms } from './tokens.ts';

/**
 * English words that hold a sentence together and say nothing of what it is about: articles, pronouns, prepositions,
 * auxiliaries (after the Snowball project's stop list). Those that are names too, as "may" and "will", are left out.
 */
const GRAMMAR = `a an the this that these those and or but if then than so as of at by for from in into on onto to up
  with without about over under between through during before after
  i me my we us our you your he him his she her it its they them their who whom whose which what when where why how
  am is are was were be been being do does did doing done have has had having can could should would shall must
  not no nor there here some any all both each other such only own same too very just also`;
const GRAMMAR_TERMS: ReadonlySet<string> = new Set(terms(GRAMMAR));

/** Whether a term is of a word that holds sentences together. */
export function isGrammar(term: string): boolean {
  return GRAMMAR_TERMS.has(term);
}

/** Whether a person's word says something by itself: capitals alone are a name ("IT", "WHO"). */
export function saysSomething(word: string): boolean {
  const isName = word.length > 1 && word === word.toUpperCase();
  return isName || terms(word).some((term) => !GRAMMAR_TERMS.has(term));
}

/** The terms worth marking where they are found; all of them where nothing else was asked. */
export function tellingTerms(queryTerms: readonly string[]): Set<string> {
  const telling = queryTerms.filter((term) => !GRAMMAR_TERMS.has(term));
  return new Set(telling.length > 0 ? telling : queryTerms);
}

/** A word as people write it, apostrophes within. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu;

/** The words of a text that say something, as they stand there. Pure. */
export function tellingWords(text: string): string[] {
  const words: readonly string[] = text.match(WORD) ?? [];
  return words.filter((word) => terms(word).some((term) => !GRAMMAR_TERMS.has(term)));
}

/** A text without the words that say nothing; the text itself where it has no others. Pure. */
export function withoutGrammar(text: string): string {
  const telling = tellingWords(text);
  return telling.length > 0 ? telling.join(' ') : text;
}
