/** Two-letter codes of the languages that texts are told apart by (those of the library that tells them). */
export const LANGUAGE_CODES = (
  'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl ' +
  'no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'
).split(' ');

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });
const codeByName = new Map(LANGUAGE_CODES.map((code) => [languageWords(code).toLowerCase(), code]));

/** The code of `de`, `German`, `deu` or `de-AT`; undefined where no text is told to be of it. */
export function readLanguage(text: string): string | undefined {
  const value = text.toLowerCase();
  const named = codeByName.get(value);
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})?$/.test(value)) return undefined;
  const code = value.replace('_', '-').split('-')[0] ?? '';
  const canonical = new Intl.Locale(code).language;
  return LANGUAGE_CODES.find((known) => known === (ALIASES[canonical] ?? canonical));
}

/** Codes of what texts are called by another name. */
const ALIASES: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', fil: 'tl' };

export function languageWords(code: string): string {
  return NAMES.of(code) ?? code;
}
