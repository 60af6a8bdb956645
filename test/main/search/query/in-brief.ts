import type { QueryNode } from '../../../../src-main/search/query/syntax-tree.ts';

/** A tree on one line: word, "phrase", begin*, [name value|value], !not, all(…), any(…), near/3(…). */
export function inBrief(parts: readonly QueryNode[]): string {
  return parts.map(brief).join(' ');
}

function brief(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `"${node.text}"`;
    case 'prefix':
      return `<${node.text}…>`;
    case 'filter':
      return `[${node.name} ${node.values.join('|')}]`;
    case 'not':
      return `!${brief(node.of)}`;
    case 'near':
      return `near/${node.distance}(${node.of.map(brief).join(', ')})`;
    default:
      return `${node.kind === 'and' ? 'all' : 'any'}(${node.of.map(brief).join(', ')})`;
  }
}
