import type { Client } from '../api/client.ts';
import { valueWords } from '../lib/chip-words.ts';
import { earlierYears, type Facet } from '../lib/facets.ts';
import { unquoted } from '../lib/filters.ts';
import type { Choice } from '../ui/choice.ts';

const MOST = 50;
/** Kinds of files that hold several formats, as the engine names them. */
const FAMILIES: ReadonlySet<string> = new Set(
  'document text web pdf code data mail book sheet slides image audio video archive'.split(' '),
);

/** What the library has to choose from, likeliest first; nothing where nobody answers. */
export async function facetChoices(client: Client, { name }: Facet): Promise<Choice[]> {
  try {
    const query = `${name}:`;
    const { items } = await client.search.complete({ query, caret: query.length, limit: MOST });
    const years = name === 'date' ? earlierYears(new Date()).map((text) => ({ text, detail: '' })) : [];
    const choices = [...items, ...years].map(({ text, detail }) => choice(name, unquoted(text), detail));
    // Two folders of one name are one value, which means both.
    return choices.filter(({ value }, at) => choices.findIndex((other) => other.value === value) === at);
  } catch {
    return [];
  }
}

/** The engine tells of some values only what the words say already. */
function choice(name: Facet['name'], value: string, detail: string): Choice {
  if (name === 'type') return typeChoice(value, detail);
  const isSaid = name === 'date' || name === 'size' || (name === 'lang' && !/\d/u.test(detail));
  return { value, text: valueWords(name, value), detail: isSaid ? '' : countOf(detail) };
}

/** "source code, 12 documents" → "Source code" and "12"; a format stands under its family. */
function typeChoice(value: string, detail: string): Choice {
  const documents = countOf(detail);
  const words = detail.slice(0, Math.max(0, detail.lastIndexOf(', '))) || value;
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return { value, text, detail: documents, isWithin: !FAMILIES.has(value) };
}

/** "German, 12 documents" → "12 documents" where the name is said; a folder keeps where it lies. */
function countOf(detail: string): string {
  return /[\d,]+ documents?$/u.exec(detail)?.[0].replace(/ documents?$/u, '') ?? detail;
}
