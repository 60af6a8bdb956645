import { filterOf } from './filters.ts';
import { languageName } from './format.ts';

/** What a chip says: what it is about, and the rest. */
export interface ChipWords {
  readonly name: string;
  readonly value: string;
}

const OR = ' or ';
const COMPARED = /^(>=|<=|>|<|≥|≤)(.+)$/u;
/** A name only where Inkling tells the language apart by two or three letters. */
const LANGUAGE_CODE = /^[a-z]{2,3}$/iu;

/** `date:last-month` → date, "last month"; `-parking` → not, "parking". */
export function chipWords(chip: string): ChipWords {
  const { name, values, isLeftOut } = filterOf(chip);
  const value = values.map((each) => valueWords(name, each)).join(OR);
  const isText = name === 'phrase' || name === 'word';
  if (isLeftOut) return { name: 'not', value: isText ? value : `${name} ${value}` };
  return { name: isText ? 'exactly' : nameWords(name), value };
}

/** The same as one name, for whoever hears it. */
export function chipName(chip: string): string {
  const { name, value } = chipWords(chip);
  return `${name} ${value}`;
}

export function valueWords(name: string, value: string): string {
  if (name === 'date' || name === 'modified') return dateWords(value);
  if (name === 'size') return sizeWords(value);
  if (name === 'lang' && LANGUAGE_CODE.test(value)) return languageName(value.toLowerCase());
  return name === 'phrase' ? `“${value}”` : value;
}

function nameWords(name: string): string {
  return { lang: 'language', path: 'folder', ext: 'ending', modified: 'changed' }[name] ?? name;
}

/** `2019..` → "since 2019", `last-30-days` → "last 30 days" */
function dateWords(value: string): string {
  const [, sign, compared] = COMPARED.exec(value) ?? [];
  if (sign !== undefined) return `${{ '>': 'after', '<': 'before' }[sign] ?? sign} ${compared}`;
  const [from = '', to] = value.split('..');
  if (to === undefined) return /^\p{L}/u.test(from) ? from.replaceAll('-', ' ') : from;
  if (from === '') return `until ${to}`;
  return to === '' ? `since ${from}` : `${from} to ${to}`;
}

/** `>2MB` → "over 2 MB" */
function sizeWords(value: string): string {
  const spaced = value.replace(/(\d)([a-z])/giu, '$1 $2');
  const [, sign, compared] = COMPARED.exec(spaced) ?? [];
  if (sign !== undefined) return `${{ '>': 'over', '<': 'under' }[sign] ?? sign} ${compared}`;
  return spaced.replace('..', ' to ');
}
