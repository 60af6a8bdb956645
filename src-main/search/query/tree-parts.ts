import type { QueryNode } from './syntax-tree.ts';

const PREFIX = /^([\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*[\p{L}\p{N}\p{M}])\*$/u;
const NEAR_OPERANDS: ReadonlySet<QueryNode['kind']> = new Set(['word', 'phrase', 'prefix']);

export function wordOrPrefix(text: string): QueryNode {
  const beginning = PREFIX.exec(text)?.[1];
  return beginning === undefined ? { kind: 'word', text } : { kind: 'prefix', text: beginning };
}

/** Parts side by side where each is asked for; none where there is none. */
export function required(parts: readonly QueryNode[]): QueryNode[] {
  return joined(
    'and',
    parts.map((part) => [part]),
  );
}

/** Operands as one node; none of those that hold nothing. */
export function joined(kind: 'and' | 'or', operands: readonly (readonly QueryNode[])[]): QueryNode[] {
  const parts = operands.flatMap((operand) => (operand.length > 1 ? required(operand) : operand));
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  return of.length > 1 ? [{ kind, of }] : of;
}

export function isNearOperand(node: QueryNode): boolean {
  return NEAR_OPERANDS.has(node.kind) || (node.kind === 'or' && node.of.every(isNearOperand));
}
