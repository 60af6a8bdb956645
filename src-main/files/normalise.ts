/** Compatibility forms (ligatures, full width, presentation forms) are undone for PDF only: elsewhere people typed them. */
export type UnicodeForm = 'NFC' | 'NFKC';

/* oxlint-disable no-control-regex -- Control characters are what these look for. */

/** Anything that `cleanCharacters` would change; most texts have none and are passed on as they are. */
const UNCLEAN =
  /[\0-\x08\v-\x1f\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]/;
const ABOVE_LATIN_1 = /[^\0-\xff]/;
const LINE_ENDS = /\r\n?|[\v\x85\u2028]/g;
const PARAGRAPH_ENDS = /[\f\u2029]/g;
/** Colours of terminals: without its escape the rest would stand as words. */
const ESCAPE_SEQUENCES = /\x1b\[[\d;?]{0,20}[A-Za-z]/g;
const BLANKS = /[\xa0\u2000-\u200a\u202f\u205f\u3000]/g;
/** Controls, soft hyphens, zero-width and direction marks, noncharacters. A joiner is looked at apart, for it holds emoji together. */
const INVISIBLE =
  /[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
const JOINER_OUTSIDE_EMOJI =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** Characters as they are stored: one line end, plain blanks, nothing invisible, one Unicode form. Tabs stay. */
export function cleanCharacters(text: string, form: UnicodeForm = 'NFC'): string {
  let clean = text.isWellFormed() ? text : text.toWellFormed();
  if (form === 'NFKC' || ABOVE_LATIN_1.test(clean)) clean = clean.normalize(form);
  if (!UNCLEAN.test(clean)) return clean;
  if (clean.includes('\x1b')) clean = clean.replace(ESCAPE_SEQUENCES, '');
  clean = clean
    .replace(LINE_ENDS, '\n')
    .replace(PARAGRAPH_ENDS, '\n\n')
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '');
  if (clean.includes('\u200d')) clean = clean.replace(JOINER_OUTSIDE_EMOJI, '');
  // What stood apart only by something invisible may compose now.
  return ABOVE_LATIN_1.test(clean) ? clean.normalize(form) : clean;
}

/** A block as it is stored: no tabs, no blanks at line ends, at most one blank line in a row, none at the ends. */
export function tidyBlock(text: string): string {
  let tidy = text;
  if (tidy.includes('\t')) tidy = tidy.replaceAll('\t', ' ');
  if (tidy.includes(' \n')) tidy = trimLineEnds(tidy);
  if (tidy.includes('\n\n\n')) tidy = tidy.replace(/\n{3,}/g, '\n\n');
  if (tidy.startsWith('\n')) tidy = tidy.replace(/^\n+/, '');
  return tidy.trimEnd();
}

export function normaliseText(text: string, form: UnicodeForm = 'NFC'): string {
  return tidyBlock(cleanCharacters(text, form));
}

/** One line of words: every run of white space is one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Line by line, for `/ +$/` takes quadratic time on long runs of blanks. */
function trimLineEnds(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
