import { filterOf } from './filters.ts';
import type { FilterName, FilterNode, QueryNode } from './syntax-tree.ts';

/** Filters of what a document has one of, said once for all their values. */
export function merged(parts: readonly QueryNode[]): QueryNode[] {
  const first = new Map<FilterName, FilterNode>();
  for (const part of parts) {
    if (part.kind !== 'filter' || !filterOf(part.name).isAny) continue;
    const values = [...(first.get(part.name)?.values ?? []), ...part.values];
    first.set(part.name, { ...part, values });
  }
  const said = new Set<FilterName>();
  return parts.flatMap((part) => {
    const all = part.kind === 'filter' ? first.get(part.name) : undefined;
    if (all === undefined) return [part];
    if (said.has(all.name)) return [];
    said.add(all.name);
    return [all];
  });
}
