import { clausesOf } from './clauses.ts';
import { filterOf } from './filters.ts';
import { merged } from './merged.ts';
import type { FilterName, FilterNode, QueryNode } from './syntax-tree.ts';
import { listed } from './wording.ts';

/** A whole query in words: `PDFs about “rent” under Tax 2023, changed last month, without the word “draft”`; '' of nothing. */
export function describeQuery(parts: readonly QueryNode[]): string {
  if (parts.length === 0) return '';
  const said = merged(parts).map(asFilter);
  const { noun, rest } = nounOf(said);
  const about = parts.flatMap((part) => (part.kind === 'word' ? part.text : [])).join(' ');
  const [first, ...others] = clausesOf(rest.filter(({ kind }) => kind !== 'word'));
  const start = [noun, about === '' ? '' : `about “${about}”`, first ?? ''].filter((text) => text !== '');
  return capital([start.join(' '), ...others].join(', '));
}

/** An OR of one filter alone is that filter with all their values. */
function asFilter(node: QueryNode): QueryNode {
  if (node.kind !== 'or') return node;
  const [first] = node.of;
  const filters = node.of.filter((part) => part.kind === 'filter');
  if (first?.kind !== 'filter' || filters.length < node.of.length) return node;
  if (filters.some(({ name }) => name !== first.name)) return node;
  return { ...first, values: filters.flatMap(({ values }) => values) };
}

/** Filters that say what the documents are, the first that is there. */
const NOUNS: readonly (readonly [noun: string, names: readonly FilterName[]])[] = [
  ['mails', ['from', 'to', 'subject']],
  ['files', ['ext', 'size', 'name']],
];

const isType = (part: QueryNode): part is FilterNode => part.kind === 'filter' && part.name === 'type';

function nounOf(parts: readonly QueryNode[]): { noun: string; rest: readonly QueryNode[] } {
  const types = parts.filter(isType);
  const rest = parts.filter((part) => !isType(part));
  if (types.length > 0) {
    const { value } = filterOf('type').clause;
    return { noun: listed([...new Set(types.flatMap(({ values }) => values.map(value)))], 'or'), rest };
  }
  const names = new Set(parts.flatMap((part) => (part.kind === 'filter' ? part.name : [])));
  const [noun] = NOUNS.find(([, asking]) => asking.some((name) => names.has(name))) ?? ['documents'];
  return { noun, rest };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
