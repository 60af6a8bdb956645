import { fold } from './tokens.ts';

/**
 * What is given to the full-text index in place of a text, so that words without blanks, names of
 * languages and emoji can be found: FTS5 takes 東京都 for one word, drops the signs of C++, and takes diacritics
 * off Latin letters alone. What it would fold or cut in another way than our own tokens is folded and cut before.
 * Texts and queries pass through the same door; offsets are not kept, the index is contentless.
 */
export function indexableText(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return (FOLDED_OTHERWISE.test(text) ? fold(text) : text)
    .replace(UNSPACED, (run) => ` ${bigrams(run).join(' ')} `)
    .replace(SIGNED_NAME, (_, name: string, sign: string) => ` ${name} ${name}${SIGN_NAMES[sign] ?? ''} `)
    .replace(PICTOGRAPH, (sign) => ` emoji${(sign.codePointAt(0) ?? 0).toString(16)} `)
    .replace(NO_WORD, ' ');
}

/** A file name or folder path with its inner words apart: MyTaxReport_2023.pdf → also My Tax Report. */
export function indexableName(name: string): string {
  const spread = name.replace(INNER_CAPITAL, '$1 $2');
  return indexableText(spread === name ? name : `${name} ${spread}`);
}

/** Overlapping pairs of a run of unspaced script; a single character stands for itself. */
export function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/** Han, kana and hangul: scripts written without blanks, or whose words take endings. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/gu;

const PICTOGRAPH = /\p{Extended_Pictographic}/gu;
const SIGNED_NAME = /(?<![\p{L}\p{N}])(\p{L}{1,3})(\+\+|#)(?![\p{L}\p{N}])/gu;
const SIGN_NAMES: Readonly<Record<string, string>> = { '++': 'plusplus', '#': 'sharp' };
const INNER_CAPITAL = /(\p{Ll}|\p{N})(\p{Lu})/gu;
/** Letters and signs outside of what FTS5 and we read alike: Latin, and the signs of typography. */
const FOLDED_OTHERWISE = /[µ\u017f-\u1dff\u1f00-\u1fff\u2065-\u{10ffff}]/u;
const NO_WORD = /[^\p{L}\p{N}\p{Co}\p{ASCII}]+/gu;
/**
 * One cheap look spares the replacements for nearly every passage: by code units, surrogates among them, or the
 * signs of a name. Typographic quotes and dashes are none of these, nor is Latin.
 */
const NEEDS_CARE = /[µ\u017f-\u1dff\u1f00-\u1fff\u2065-\uffff]|\+\+|[A-Za-z]#/;
