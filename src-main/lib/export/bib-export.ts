import { pathToFileURL } from 'node:url';

import type { ExportedDocument, ExportList } from './export-list.ts';

/** What TeX takes for a command, and how it is written to be read. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '{': String.raw`\{`,
  '}': String.raw`\}`,
  $: String.raw`\$`,
  '&': String.raw`\&`,
  '#': String.raw`\#`,
  '%': String.raw`\%`,
  _: String.raw`\_`,
  '^': String.raw`\textasciicircum{}`,
  '~': String.raw`\textasciitilde{}`,
};
const LONGEST_KEY = 40;

/** One `@misc` a document, as BibTeX and its kin read it. */
export function bibExport({ documents }: ExportList): string {
  const keys = new Map<string, number>();
  return documents.map((document) => `${entry(document, keyOf(document, keys))}\n`).join('\n');
}

function entry(document: ExportedDocument, key: string): string {
  const fields = [
    // Two braces: a title keeps its capitals.
    ['title', `{${escaped(document.title)}}`],
    ['author', authors(document.author ?? '')],
    ['year', String(new Date(document.modified).getUTCFullYear())],
    ['pages', document.quote?.page?.toString() ?? ''],
    ['url', urlOf(document)],
  ].filter(([, value]) => value !== '');
  return [`@misc{${key},`, ...fields.map(([name, value]) => `  ${name} = {${value}},`), '}'].join('\n');
}

/** A URL has no braces; what is left of TeX's signs is known to `\url`. */
function urlOf({ file }: ExportedDocument): string {
  return pathToFileURL(file).href.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

/** BibTeX parts people by "and", and turns names around at a comma. */
function authors(text: string): string {
  const named = text.replaceAll(/<[^>]*>|\([^)]*\)/gu, '');
  const people = named.split(/[,;]|\band\b/u).map((name) => escaped(name));
  // A comma may part first and last name, too: of a name that is one word alone nobody can say.
  if (people.every((name) => name.includes(' '))) return people.join(' and ');
  const whole = escaped(named);
  return people.length === 1 || whole === '' ? whole : `{${whole}}`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\{}$&#%_^~]/gu, (sign) => SPECIAL[sign] ?? '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The words of its title and its year, as no other entry has them. */
function keyOf({ title, modified }: ExportedDocument, keys: Map<string, number>): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, LONGEST_KEY);
  const key = `${words === '' ? 'document' : words}-${new Date(modified).getUTCFullYear()}`;
  const count = (keys.get(key) ?? 0) + 1;
  keys.set(key, count);
  return count === 1 ? key : `${key}-${count}`;
}
