import { ORPCError, type implement } from '@orpc/server';

import type { contract, Exported, Match, SavedSearch, Undone } from '../../src-main/contract/index.ts';

/** Saved searches and a history by script; tests turn the knobs. */
export class ScriptedSearches {
  saved: SavedSearch[] = [];
  /** What is new of each saved search, by id. */
  readonly fresh = new Map<number, Match[]>();
  asked: { query: string; at: number }[] = [];
  erased: { query: string; at: number }[] = [];
  on = true;
  #removed: SavedSearch | null = null;
  #wakers: (() => void)[] = [];

  /** Lists that were made, and folders of links. */
  readonly exported: { query: string; format: string; documents: Exported }[] = [];
  readonly linked: string[] = [];

  link(folder: string, files: number): { folder: string; files: number } {
    if (this.linked.includes(folder)) {
      const data = { code: 'EXPORT_EXISTS', cause: `${folder} is there already.`, remedy: 'Name another.' };
      throw new ORPCError('BAD_REQUEST', { data });
    }
    this.linked.push(folder);
    return { folder, files };
  }

  add(name: string, query: string, more: Partial<SavedSearch> = {}): SavedSearch {
    const id = Math.max(0, ...this.saved.map((search) => search.id)) + 1;
    const counted = { documents: 12, about: true, news: 0, counted: 2 };
    const search = { id, name, query, saved: 1, tell: true, ...counted, ...more };
    this.change([...this.saved, search]);
    return search;
  }

  save(input: { name: string; query: string; tell: boolean }): void {
    if (this.saved.some(({ name }) => name === input.name)) {
      const cause = `There is a saved search named ${input.name} already.`;
      throw new ORPCError('BAD_REQUEST', {
        data: { code: 'SAVED_NAME_TAKEN', cause, remedy: 'Choose another name.' },
      });
    }
    this.add(input.name, input.query, { tell: input.tell });
  }

  change(searches: SavedSearch[]): void {
    this.saved = searches;
    for (const wake of this.#wakers.splice(0)) wake();
  }

  see(id: number | undefined): void {
    const isSeen = (search: SavedSearch): boolean => id === undefined || search.id === id;
    this.change(this.saved.map((search) => (isSeen(search) ? { ...search, news: 0 } : search)));
  }

  ask(query: string): boolean {
    if (this.on) this.asked = [{ query, at: this.asked.length }, ...this.asked];
    return this.on;
  }

  erase(query: string | undefined): number {
    this.erased = this.asked.filter((one) => query === undefined || one.query === query);
    this.asked = this.asked.filter((one) => !this.erased.includes(one));
    return this.erased.length;
  }

  remove(id: number): void {
    this.#removed = this.saved.find((search) => search.id === id) ?? null;
    this.change(this.saved.filter((search) => search.id !== id));
  }

  undo(): Undone | null {
    const removed = this.#removed;
    this.#removed = null;
    if (removed !== null) {
      this.change([...this.saved, removed]);
      return { kind: 'remove', name: removed.name };
    }
    const queries = this.erased.splice(0);
    this.asked = [...queries, ...this.asked];
    return queries.length === 0 ? null : { kind: 'erase', queries: queries.length };
  }

  async *follow(signal: AbortSignal | undefined): AsyncGenerator<{ searches: SavedSearch[] }> {
    for (;;) {
      if (signal?.aborted === true) return;
      yield { searches: this.saved };
      await new Promise<void>((resolve) => {
        this.#wakers.push(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}

/** What the page asks about searches that are kept. */
export function searchesCalls(
  { searches: os }: ReturnType<typeof implement<typeof contract>>,
  searches: ScriptedSearches,
) {
  const listed = () => ({ searches: searches.saved });
  const changed = (id: number, more: Partial<SavedSearch>) => {
    searches.change(searches.saved.map((search) => (search.id === id ? { ...search, ...more } : search)));
    return listed();
  };
  return {
    list: os.list.handler(listed),
    follow: os.follow.handler(({ signal }) => searches.follow(signal)),
    save: os.save.handler(({ input }) => {
      searches.save(input);
      return listed();
    }),
    rename: os.rename.handler(({ input }) => changed(input.id, { name: input.name })),
    tell: os.tell.handler(({ input }) => changed(input.id, { tell: input.tell })),
    remove: os.remove.handler(({ input }) => {
      searches.remove(input.id);
      return listed();
    }),
    undo: os.undo.handler(() => ({ undone: searches.undo() })),
    matches: os.matches.handler(() => ({ documents: [], total: 0, about: false, listed: 0 })),
    export: os.export.handler(({ input }) => {
      searches.exported.push(input);
      return {
        text: `${input.format}: ${input.documents.map(({ path }) => path).join(' ')}`,
        documents: input.documents.length,
      };
    }),
    exportLinks: os.exportLinks.handler(({ input }) => searches.link(input.folder, input.documents.length)),
    news: os.news.handler(({ input }) => ({
      news: searches.saved
        .filter(({ id }) => input.id === undefined || id === input.id)
        .map((search) => ({ search, documents: searches.fresh.get(search.id) ?? [] })),
    })),
    seen: os.seen.handler(({ input }) => {
      searches.see(input.id);
      return listed();
    }),
    asked: os.asked.handler(({ input }) => ({ kept: searches.ask(input.query) })),
    history: os.history.handler(() => ({ on: searches.on, queries: searches.asked })),
    erase: os.erase.handler(({ input }) => ({ queries: searches.erase(input.query) })),
  };
}
