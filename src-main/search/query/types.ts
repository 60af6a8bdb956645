import { FORMAT_NAMES, formatNamed, formatOf, type Family } from '../../files/formats.ts';

/** Families as they are called in a sentence. */
const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  document: 'word processor documents',
  text: 'texts',
  web: 'web pages',
  pdf: 'PDFs',
  code: 'source code',
  data: 'data files',
  mail: 'mails',
  book: 'books',
  sheet: 'spreadsheets',
  slides: 'slides',
  image: 'pictures',
  audio: 'sound',
  video: 'films',
  archive: 'archives',
  other: 'other files',
};

/** What else people call a family. */
const ALIASES: ReadonlyMap<string, Family> = new Map([
  ['email', 'mail'],
  ['mails', 'mail'],
  ['e-mail', 'mail'],
  ['picture', 'image'],
  ['photo', 'image'],
  ['images', 'image'],
  ['pictures', 'image'],
  ['photos', 'image'],
  ['spreadsheet', 'sheet'],
  ['table', 'sheet'],
  ['presentation', 'slides'],
  ['music', 'audio'],
  ['sound', 'audio'],
  ['film', 'video'],
  ['movie', 'video'],
  ['documents', 'document'],
  ['books', 'book'],
  ['ebook', 'book'],
]);

const PLAUSIBLE_ENDING = /^\.?[\p{L}\p{N}][\p{L}\p{N}_+-]{0,19}$/u;

/** A type as files are compared with it: a family, a format or an ending; undefined where it can be none. */
export function plainType(value: string): string | undefined {
  const type = value.toLowerCase();
  return ALIASES.get(type) ?? (PLAUSIBLE_ENDING.test(type) ? type : undefined);
}

/** Every kind there is by name: families, what else they are called, formats. */
export const TYPE_NAMES: readonly string[] = [
  ...new Set([...Object.keys(FAMILY_WORDS), ...ALIASES.keys(), ...FORMAT_NAMES]),
];

/** Whether there are files of such a type, a family, a format or the ending of one, whatever a library holds. */
export function isKnownType(value: string): boolean {
  const type = (plainType(value) ?? '').replace(/^\./, '');
  return TYPE_NAMES.includes(type) || formatOf(`.${type}`) !== null;
}

/** What a file's name ends in, of a type that was given as an ending. */
export function endingNamed(value: string): string {
  return value.toLowerCase().replace(/^\./, '');
}

/** `PDFs`, `Word documents`, `files ending in .bak`. */
export function wordsOfType(value: string): string {
  const type = plainType(value) ?? value;
  const family = Object.entries(FAMILY_WORDS).find(([name]) => name === type);
  if (family !== undefined) return family[1];
  const format = formatNamed(type);
  if (format.name !== 'unknown' && (formatOf(type)?.name ?? type) === type) return format.label;
  return `files ending in .${type.replace(/^\./, '')}`;
}

export function familyOf(format: string): string {
  return formatNamed(format).family;
}
