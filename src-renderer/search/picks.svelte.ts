import { SvelteSet } from 'svelte/reactivity';

/** Documents chosen to do something with all of them; the choice belongs to them, not to their places. */
export class Picks {
  readonly paths = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor: string | null = null;

  get size(): number {
    return this.paths.size;
  }

  toggle(path: string): void {
    if (!this.paths.delete(path)) this.paths.add(path);
    this.#anchor = path;
  }

  /** Everything from where the choice began to here, in the order that is seen. */
  extend(rows: readonly string[], from: string | null, to: string): void {
    const anchor = this.#anchor !== null && rows.includes(this.#anchor) ? this.#anchor : (from ?? to);
    const [start = 0, end = 0] = [rows.indexOf(anchor), rows.indexOf(to)].toSorted((a, b) => a - b);
    this.#become(rows.slice(start, end + 1));
    this.#anchor = anchor;
  }

  all(rows: readonly string[]): void {
    this.#become(rows);
  }

  clear(): void {
    this.paths.clear();
    this.#anchor = null;
  }

  /** Another query: what it does not find is no longer chosen. */
  keep(rows: readonly string[]): void {
    const known = new Set(rows);
    for (const path of this.paths) if (!known.has(path)) this.paths.delete(path);
  }

  #become(paths: readonly string[]): void {
    this.paths.clear();
    for (const path of paths) this.paths.add(path);
  }
}
