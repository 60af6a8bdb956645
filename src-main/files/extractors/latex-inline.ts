/** Commands whose arguments are names, paths or lengths, not words. */
const WORDLESS =
  /\\(?:documentclass|usepackage|label|ref|eqref|pageref|autoref|cref|cite[a-z]*|includegraphics|input|include|bibliography|bibliographystyle|vspace|hspace|setlength|pagestyle|thispagestyle|definecolor|color|setcounter|addtocounter|hypersetup|graphicspath|newcommand|renewcommand|providecommand|begin|end)\*?(?:\s?\[[^\]]{0,500}\]|\s?\{[^{}]{0,500}\}){0,4}/g;
const ITEM = /\\item\s*(?:\[([^\]]{0,300})\])?/g;
const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  c: '\u0327',
  k: '\u0328',
};
const SIGN_ACCENT = /\\([`'^~=".])\s?\{?\\?([A-Za-z])\}?/g;
const LETTER_ACCENT = /\\([uvHckr])\{\\?([A-Za-z])\}/g;
const LETTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  aa: 'å',
  AA: 'Å',
  l: 'ł',
  L: 'Ł',
  ldots: '…',
  dots: '…',
  textendash: '–',
  textemdash: '—',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
};
const LETTER =
  /\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|ldots|dots|textendash|textemdash|LaTeX|TeX)(?![A-Za-z])(?:\{\}|[ \t]*)/g;
const HREF = /\\href\{[^{}]{0,2000}\}/g;
const COMMAND = /\\[A-Za-z@]+\*?(?:\[[^\]\n]{0,300}\])?/g;
const ESCAPED = /\\([%&#$_{}])/g;
const OTHER = /\\\\(?:\[[^\]]{0,50}\])?|\\[,;:!>\s/-]|(?<!\\)~/g;

function accented(_: string, mark: string, letter: string): string {
  return `${letter}${ACCENTS[mark] ?? ''}`.normalize('NFC');
}

/** The words of LaTeX source: arguments kept, commands dropped, formulas left as they are written. */
export function plainLatex(source: string): string {
  if (!/[\\{}~`']/.test(source)) return source;
  return source
    .replace(SIGN_ACCENT, accented)
    .replace(LETTER_ACCENT, accented)
    .replace(LETTER, (_, name: string) => LETTERS[name] ?? name)
    .replace(WORDLESS, ' ')
    .replace(ITEM, (_, term?: string) => `\n• ${term ?? ''} `)
    .replace(HREF, '')
    .replace(OTHER, ' ')
    .replace(COMMAND, '')
    .replace(/(?<!\\)[{}]/g, '')
    .replace(ESCAPED, '$1')
    .replace(/``|''/g, '"')
    .replace(/---/g, '—')
    .replace(/--/g, '–');
}
