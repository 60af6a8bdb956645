import { filterNamed } from './filters.ts';
import { QUOTES, type FilterNode, type NotNode, type QueryNode } from './syntax-tree.ts';

const NEEDS_QUOTES = new RegExp(`[\\s,()${QUOTES}]`, 'u');
/** A word that a minus can stand in front of without being read as a number or the option of a program. */
const NEGATABLE = /^\p{L}{3}/u;

/** The query a tree was read from, or one that reads the same. */
export function printQuery(parts: readonly QueryNode[]): string {
  return parts.map(print).join(' ');
}

function print(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `"${node.text}"`;
    case 'prefix':
      return `${node.text}*`;
    case 'filter':
      return printFilter(node);
    case 'near':
      return node.of.map((part) => within(part, ['or'])).join(` NEAR/${node.distance} `);
    case 'not':
      return printNot(node);
    case 'and':
      return node.of.map((part) => within(part, ['or'])).join(' AND ');
    case 'or':
      return node.of.map(print).join(' OR ');
    default:
      return node satisfies never;
  }
}

function printFilter({ name, values }: FilterNode): string {
  const isList = filterNamed(name)?.isList === true;
  const printed = values.map((value) => (NEEDS_QUOTES.test(value) ? `"${value}"` : value));
  return `${name}:${isList ? printed.join(',') : (printed[0] ?? '')}`;
}

function printNot({ of }: NotNode): string {
  if (of.kind === 'word' && !NEGATABLE.test(of.text)) return `-(${of.text})`;
  return `-${within(of, ['or', 'and', 'not', 'near'])}`;
}

/** In brackets where it is one of some kinds. */
function within(node: QueryNode, kinds: readonly QueryNode['kind'][]): string {
  return kinds.includes(node.kind) ? `(${print(node)})` : print(node);
}
