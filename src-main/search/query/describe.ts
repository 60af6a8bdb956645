import { filterOf } from './filters.ts';
import { merged } from './merged.ts';
import type { FilterName, FilterNode, QueryNode } from './syntax-tree.ts';

/** A whole query in words: `PDFs about “rent” under Tax 2023 from the last month`; '' of nothing. */
export function describeQuery(parts: readonly QueryNode[]): string {
  if (parts.length === 0) return '';
  const nouns = parts.filter((part) => isFilter(part, 'type'));
  const noun = nouns.length === 0 ? 'documents' : filterOf('type').words(valuesOf(nouns));
  const about = parts.flatMap((part) => (part.kind === 'word' ? part.text : [])).join(' ');
  const clauses = merged(parts.filter((part) => part.kind !== 'word' && !nouns.includes(part))).map(clause);
  return capital([noun, ...(about === '' ? [] : [`about “${about}”`]), ...clauses].join(' '));
}

function isFilter(part: QueryNode, name: FilterName): boolean {
  return part.kind === 'filter' && part.name === name;
}

function valuesOf(parts: readonly QueryNode[]): string[] {
  return parts.flatMap((part) => (part.kind === 'filter' ? part.values : []));
}

function clause(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
    case 'phrase':
    case 'prefix':
      return `with ${textWords(node)}`;
    case 'filter':
      return filterClause(node);
    case 'near':
      return `with ${nearWords(node.of)} within ${node.distance} words of each other`;
    case 'not':
      return notClause(node.of);
    case 'and':
      return listed(node.of, 'and');
    case 'or':
      return listed(node.of, 'or');
    default:
      return node satisfies never;
  }
}

function filterClause({ name, values }: FilterNode): string {
  const words = filterOf(name).words(values);
  return name === 'type' ? `that are ${words}` : words;
}

/** A text in quotes; of several words that stand side by side each on its own. */
function textWords(node: QueryNode): string {
  if (node.kind === 'prefix') return `a word that begins with “${node.text}”`;
  if (node.kind === 'phrase') return `the phrase “${node.text}”`;
  return node.kind === 'word' ? `“${node.text}”` : `(${clause(node)})`;
}

function nearWords(of: readonly QueryNode[]): string {
  const operands = of.map((node) =>
    node.kind === 'or' ? `(${node.of.map(textWords).join(' or ')})` : textWords(node),
  );
  return operands.join(' and ');
}

function isText(node: QueryNode): boolean {
  return node.kind === 'word' || node.kind === 'phrase' || node.kind === 'prefix';
}

function notClause(node: QueryNode): string {
  if (isText(node)) return `without ${textWords(node)}`;
  if (node.kind === 'filter') return `not ${filterClause(node)}`;
  return `but not those (${clause(node)})`;
}

/** `with “a” or “b”` of texts; of others clause by clause. */
function listed(of: readonly QueryNode[], joint: 'and' | 'or'): string {
  if (of.every(isText)) return `with ${of.map(textWords).join(` ${joint} `)}`;
  const clauses = of.map((node) =>
    node.kind === 'and' || node.kind === 'or' ? `(${clause(node)})` : clause(node),
  );
  return `(${clauses.join(` ${joint} `)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
