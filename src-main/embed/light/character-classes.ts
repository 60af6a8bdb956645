/** What a UTF-16 unit is to the tokeniser's fast path. */
export const WORD = 1;
export const BLANK = 2;
export const PUNCTUATION = 3;
/** Anything that needs Unicode: accents, other scripts, control characters. */
export const OTHER = 0;

/** Classes of U+0000 to U+007F, as BERT draws them: letters and digits make words, every other printable sign stands alone. */
export const ASCII_CLASSES = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (/[\t\n\r ]/.test(character)) return BLANK;
  if (/[a-z0-9]/i.test(character)) return WORD;
  return unit > 0x20 && unit < 0x7f ? PUNCTUATION : OTHER;
});

export const ASCII_LOWER = Uint8Array.from({ length: 128 }, (_, unit) =>
  unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit,
);

/** The lower case of ASCII's letters and digits, 0 for all that ends a plain word: one look-up a character. */
export const ASCII_WORD = ASCII_LOWER.map((lower, unit) => (ASCII_CLASSES[unit] === WORD ? lower : 0));

const NO_BREAK_SPACE = 0xa0;
const FIRST_TYPOGRAPHIC = 0x2013;
const TYPOGRAPHIC_END = 0x2027;

/** Dashes, quotes, bullets and the ellipsis, U+2013 to U+2026: as common in prose as ASCII's, and nothing changes them. */
export function classOf(unit: number): number {
  if (unit < 128) return ASCII_CLASSES[unit]!;
  if (unit >= FIRST_TYPOGRAPHIC && unit < TYPOGRAPHIC_END) return PUNCTUATION;
  return unit === NO_BREAK_SPACE ? BLANK : OTHER;
}
