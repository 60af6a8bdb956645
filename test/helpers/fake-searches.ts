import type { MatchList, SavedSearch, SearchNews, Undone } from '../../src-main/contract/index.ts';
import { InklingError } from '../../src-main/lib/errors.ts';
import { FakeKeeping } from './fake-keeping.ts';

/** Saved searches in memory: each matches two documents, and one of them is new. */
export class FakeSearches extends FakeKeeping {
  #searches: SavedSearch[] = [];
  readonly #asked: { query: string; at: number }[] = [];

  async savedSearches(): Promise<SavedSearch[]> {
    return this.#searches;
  }

  async *followSearches(): AsyncGenerator<{ searches: SavedSearch[] }> {
    yield { searches: this.#searches };
  }

  async saveSearch({ name, query, tell }: Pick<SavedSearch, 'name' | 'query' | 'tell'>) {
    const counted = { documents: 2, about: false, news: 1, counted: 5 };
    this.#searches.push({ id: this.#searches.length + 1, name, query, tell, saved: 4, ...counted });
    return this.#searches;
  }

  async renameSearch(id: number, name: string): Promise<SavedSearch[]> {
    Object.assign(this.#search(id), { name });
    return this.#searches;
  }

  async tellOfSearch(id: number, tell: boolean): Promise<SavedSearch[]> {
    Object.assign(this.#search(id), { tell });
    return this.#searches;
  }

  async removeSearch(id: number): Promise<SavedSearch[]> {
    const gone = this.#search(id);
    this.#searches = this.#searches.filter((search) => search !== gone);
    return this.#searches;
  }

  async undoSearches(): Promise<Undone | null> {
    return null;
  }

  async matches(): Promise<MatchList> {
    return { documents: [], total: 0, about: false, listed: 0 };
  }

  async exportText({ documents }: { readonly documents: readonly unknown[] }) {
    return { text: 'a list', documents: documents.length };
  }

  async exportLinks(folder: string, documents: readonly unknown[]) {
    return { folder, files: documents.length };
  }

  async searchNews(): Promise<SearchNews[]> {
    return [];
  }

  async seeNews(): Promise<SavedSearch[]> {
    this.#searches = this.#searches.map((search) => ({ ...search, news: 0 }));
    return this.#searches;
  }

  async asked(query: string): Promise<boolean> {
    this.#asked.unshift({ query, at: 1 });
    return true;
  }

  async history() {
    return { on: true, queries: this.#asked };
  }

  async eraseHistory(): Promise<number> {
    return this.#asked.splice(0).length;
  }

  #search(id: number): SavedSearch {
    const search = this.#searches.find((one) => one.id === id);
    if (search !== undefined) return search;
    throw new InklingError('SAVED_SEARCH_UNKNOWN', { cause: 'There is no such search.', remedy: 'Look.' });
  }
}
