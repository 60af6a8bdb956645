import { filterOf, filterWords } from './filters.ts';
import type { FilterName, NearNode, QueryNode } from './syntax-tree.ts';
import { isText, listedTexts, shortText, type TextNode } from './text-words.ts';
import { listed } from './wording.ts';

type Joint = 'and' | 'or';

/** Levels of AND within OR beyond which only brackets tell what belongs together. */
const PLAIN_LEVELS = 1;

/** What stands behind the noun of a sentence, clause by clause; what is alike is said once. */
export function clausesOf(parts: readonly QueryNode[]): string[] {
  return grouped(parts, 'and').map((group) => groupClause(group, 'and', 0));
}

/** Parts that one clause says: texts, what must not be there, filters of one name. */
interface Group {
  readonly key: string;
  readonly parts: readonly QueryNode[];
}

function grouped(parts: readonly QueryNode[], joint: Joint): Group[] {
  const groups = new Map<string, Group>();
  parts.forEach((part, place) => {
    const key = keyOf(part, joint) ?? String(place);
    groups.set(key, { key, parts: [...(groups.get(key)?.parts ?? []), part] });
  });
  return [...groups.values()];
}

/** What is left out side by side is none of all; of alternatives each is said alone. */
function keyOf(part: QueryNode, joint: Joint): string | undefined {
  if (isText(part)) return 'text';
  if (part.kind === 'filter') return part.name;
  if (part.kind !== 'not' || joint === 'or') return undefined;
  if (isText(part.of)) return 'not text';
  return part.of.kind === 'filter' ? `not ${part.of.name}` : undefined;
}

function groupClause({ parts }: Group, joint: Joint, level: number): string {
  const [first] = parts;
  if (first === undefined) return '';
  const texts = parts.filter(isText);
  if (texts.length > 0) return `with ${listedTexts(texts, joint)}`;
  if (first.kind === 'filter') return filterClause(first.name, parts, joint);
  if (first.kind !== 'not') return clause(first, level);
  const left = parts.flatMap((part) => (part.kind === 'not' ? [part.of] : []));
  return notClause(first.of, left, level);
}

/** Values of one filter are any of them; several filters side by side ask for all of them. */
function filterClause(name: FilterName, parts: readonly QueryNode[], joint: Joint): string {
  const filter = filterOf(name);
  const each = parts.flatMap((part) => (part.kind === 'filter' ? [part.values] : []));
  const [only] = each;
  if (only !== undefined && each.length === 1) return filterWords(filter, only);
  if (joint === 'or' || each.every(({ length }) => length === 1))
    return filterWords(filter, each.flat(), { joint });
  return listed(
    each.map((values) => filterWords(filter, values)),
    'and',
  );
}

/** @param left all that one clause leaves out, `node` the first of them */
function notClause(node: QueryNode, left: readonly QueryNode[], level: number): string {
  const texts = left.filter(isText);
  if (texts.length > 0) return `without ${listedTexts(texts, 'or')}`;
  if (node.kind === 'filter') {
    const values = left.flatMap((one) => (one.kind === 'filter' ? one.values : []));
    return filterWords(filterOf(node.name), values, { isNot: true });
  }
  if (node.kind === 'not') return clause(node.of, level);
  if (node.kind === 'near') return `nowhere ${nearClause(node)}`;
  return notAll(node, level);
}

function notAll(node: QueryNode, level: number): string {
  if (node.kind !== 'and' && node.kind !== 'or') return `except those ${clause(node, level)}`;
  const texts = node.of.filter(isText);
  if (texts.length === node.of.length)
    return node.kind === 'or'
      ? `without ${listedTexts(texts, 'or')}`
      : `without ${listedTexts(texts, 'and')} together`;
  const [first, ...others] = node.of;
  const isSame = others.every((other) => other.kind === 'filter' && keyOf(other, 'or') === nameOf(first));
  if (node.kind === 'or' && first?.kind === 'filter' && isSame) return notClause(first, node.of, level);
  return `except those ${clause(node, level)}`;
}

function nameOf(node: QueryNode | undefined): string | undefined {
  return node?.kind === 'filter' ? node.name : undefined;
}

function clause(node: QueryNode, level: number): string {
  if (isText(node)) return `with ${listedTexts([node], 'and')}`;
  if (node.kind === 'filter') return filterClause(node.name, [node], 'or');
  if (node.kind === 'near') return nearClause(node);
  if (node.kind === 'not') return notClause(node.of, [node.of], level);
  return compound(node.of, node.kind, level);
}

/** `under a or labelled b`; with a comma where one of them is itself of several. */
function compound(of: readonly QueryNode[], joint: Joint, level: number): string {
  const groups = grouped(of, joint);
  const clauses = groups.map((group) => groupClause(group, joint, level + 1));
  if (clauses.length === 1) return clauses[0] ?? '';
  const isLong = groups.some(({ parts }) => parts.some((part) => isCompound(part)));
  const joined = clauses.join(isLong ? `, ${joint} ` : ` ${joint} `);
  return level > PLAIN_LEVELS ? `(${joined})` : joined;
}

function isCompound(node: QueryNode): boolean {
  return (node.kind === 'and' || node.kind === 'or') && !node.of.every(isText);
}

/** `with at most 5 words between “bees” and “honey”`. */
function nearClause({ of, distance }: NearNode): string {
  const operands = of.map((node) =>
    node.kind === 'or'
      ? `either ${listed(textsIn(node.of).map(shortText), 'or')}`
      : textsIn([node]).map(shortText).join(''),
  );
  const most = distance === 0 ? 'no word' : distance === 1 ? 'at most 1 word' : `at most ${distance} words`;
  return `with ${most} between ${listed(operands, 'and')}`;
}

function textsIn(nodes: readonly QueryNode[]): TextNode[] {
  return nodes.flatMap((node) => (isText(node) ? node : node.kind === 'or' ? textsIn(node.of) : []));
}
