import type { Client } from '../api/client.ts';
import { valueWords } from '../lib/chip-words.ts';
import { earlierYears, type Facet } from '../lib/facets.ts';
import { unquoted } from '../lib/filters.ts';

export interface FacetChoice {
  readonly value: string;
  readonly text: string;
  readonly detail: string;
}

const MOST = 40;

/** What the library has to choose from, likeliest first; nothing where nobody answers. */
export async function facetChoices(client: Client, { name }: Facet): Promise<FacetChoice[]> {
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
function choice(name: Facet['name'], value: string, detail: string): FacetChoice {
  const isSaid = name === 'date' || name === 'size' || (name === 'lang' && !/\d/u.test(detail));
  return { value, text: valueWords(name, value), detail: isSaid ? '' : countOf(detail) };
}

/** "German, 12 documents" → "12 documents" where the name is said; a folder keeps where it lies. */
function countOf(detail: string): string {
  return /[\d,]+ documents?$/u.exec(detail)?.[0].replace(/ documents?$/u, '') ?? detail;
}
