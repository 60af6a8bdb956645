import { arranged, type Grouping, type Item, type Order } from '../lib/arrange.ts';
import type { Row } from '../lib/ranking.ts';

/** How the list is put in order and under heads; what ranks where stays with the list itself. */
export class Arrangement {
  order = $state<Order>('best');
  grouping = $state<Grouping>('none');
  /** The person's folders, which head the groups. */
  roots: () => readonly string[] = () => [];
  /** What is seen, from top to bottom. */
  readonly items: readonly Item[] = $derived.by(() =>
    arranged(this.#ranked(), {
      order: this.order,
      grouping: this.grouping,
      roots: this.roots(),
      now: Date.now(),
    }),
  );
  readonly rows: readonly Row[] = $derived(
    this.items.flatMap((item) => (item.kind === 'row' ? [item.row] : [])),
  );
  readonly paths: readonly string[] = $derived(this.rows.map(({ result }) => result.path));

  #ranked: () => readonly Row[];

  constructor(ranked: () => readonly Row[]) {
    this.#ranked = ranked;
  }

  /** What ranks lower stands lower. */
  get isBestFirst(): boolean {
    return this.order === 'best' && this.grouping === 'none';
  }
}
