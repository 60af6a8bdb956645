import type { FilterName, QueryNode } from './syntax-tree.ts';

/** What of a query is ranked by. */
export interface QueryText {
  readonly meaning: string;
  readonly words: readonly string[];
  readonly required: readonly string[];
  readonly phrases: readonly string[];
}

/** The words and phrases of parts side by side; those that are left out and those of filters are not among them. */
export function textOf(parts: readonly QueryNode[]): QueryText {
  const words = parts.flatMap((part) => (part.kind === 'word' ? part.text : []));
  const asked = parts.flatMap((part) => (part.kind === 'word' ? [] : leaves(part)));
  return {
    meaning: parts
      .flatMap(leaves)
      .map(({ text }) => text)
      .join(' '),
    words,
    required: asked.flatMap(({ kind, text }) => (kind === 'phrase' ? [] : text)),
    phrases: asked.flatMap(({ kind, text }) => (kind === 'phrase' ? text : [])),
  };
}

interface Leaf {
  readonly kind: 'word' | 'phrase' | 'prefix';
  readonly text: string;
}

function leaves(node: QueryNode): Leaf[] {
  if (node.kind === 'filter' || node.kind === 'not') return [];
  return 'of' in node ? node.of.flatMap(leaves) : [node];
}

/** Every value of a filter, wherever it stands in a query. */
export function valuesOf(parts: readonly QueryNode[], name: FilterName): string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'filter') return part.name === name ? part.values : [];
    if (part.kind === 'not') return valuesOf([part.of], name);
    return 'of' in part ? valuesOf(part.of, name) : [];
  });
}
