import type { TextReader } from '../storage/text-blocks.ts';
import { Documents, type Allowance } from './allowance.ts';
import type { ParsedQuery } from './query/parse.ts';
import { merged } from './query/merged.ts';
import { printQuery } from './query/print.ts';
import type { FilterName, QueryNode } from './query/syntax-tree.ts';
import { evaluateAll } from './strict/evaluate.ts';
import { type LeafContext, selectFilter } from './strict/filter-leaves.ts';
import { intersect, type Selection } from './strict/selection.ts';
import { selectText } from './strict/text-leaves.ts';
import type { TermSums } from './term-sums.ts';

export interface FilterContext extends LeafContext {
  readonly texts: TextReader;
  readonly sums: TermSums;
}

/** Selections that are kept: those of texts are a megabyte each at a million passages. */
const MOST_KEPT = 8;
/** Found as quickly anew, and following what the library does not know of: folders that moved, names of labels. */
const NEVER_KEPT: ReadonlySet<FilterName> = new Set<FilterName>(['path', 'in', 'name', 'label']);

/** Turns what a query asks for strictly into what may be found; what was looked for last is kept while nothing changes. */
export class Filtering {
  readonly #kept = new Map<string, Selection | null>();
  /** Of the query before: words are typed beside filters that stay. */
  #last: { readonly key: string; readonly allowance: Allowance } | null = null;
  #edition = -1;

  /** To be called inside a snapshot. */
  allow({ strict }: ParsedQuery, context: FilterContext): Allowance {
    const { table, used } = context;
    table.begin();
    if (this.#edition !== table.edition) {
      this.#kept.clear();
      this.#last = null;
    }
    this.#edition = table.edition;
    const key = keyOf(strict, context);
    if (key !== null && key === this.#last?.key) return this.#last.allowance;
    context.sums.begin();
    const select = (node: QueryNode): Selection | null => this.#select(node, context);
    const { documents, places } = evaluateAll(merged(strict), { table, used, select });
    const passages = table.passagesOf(documents, used);
    if (places !== null) intersect(passages, places);
    const allowance = { passages, documents: new Documents(table, documents) };
    this.#last = key === null ? null : { key, allowance };
    return allowance;
  }

  #select(node: QueryNode, context: FilterContext): Selection | null {
    if (node.kind === 'and' || node.kind === 'or' || node.kind === 'not') return null;
    if (node.kind === 'filter' && NEVER_KEPT.has(node.name)) return selectFilter(node, context);
    const key = keyOf([node], context) ?? '';
    const known = this.#kept.get(key);
    const selection = known === undefined ? selectLeaf(node, context) : known;
    this.#kept.delete(key);
    this.#kept.set(key, selection);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return selection;
  }
}

/** What a selection is kept under; null where it follows what the library does not know of. */
function keyOf(parts: readonly QueryNode[], { used, now }: FilterContext): string | null {
  const isKept = parts.every((part) => !filtersIn(part).some((name) => NEVER_KEPT.has(name)));
  return isKept ? [used, now().toDateString(), printQuery(parts)].join(' ') : null;
}

function filtersIn(node: QueryNode): FilterName[] {
  if (node.kind === 'filter') return [node.name];
  if (node.kind === 'not') return filtersIn(node.of);
  return 'of' in node ? node.of.flatMap(filtersIn) : [];
}

function selectLeaf(
  node: Exclude<QueryNode, { readonly kind: 'and' | 'or' | 'not' }>,
  context: FilterContext,
): Selection | null {
  return node.kind === 'filter' ? selectFilter(node, context) : selectText(node, context);
}
