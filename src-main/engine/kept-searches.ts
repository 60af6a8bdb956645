import type { Exported, MatchList, SavedSearch, SearchNews, Undone } from '../contract/index.ts';
import type { PersonSearches, StoredSearch } from '../storage/person-searches.ts';
import type { PersonStore } from '../storage/person.ts';
import type { AskedHistory } from './asked-history.ts';
import type { MatchesPage } from './engine.ts';
import { exportFolder, exportText, type TextExport } from './exporting.ts';
import type { CountableMatches, Matching } from './matching.ts';
import { Feed } from './progress.ts';
import { Recounting } from './recounting.ts';
import { newsOf } from './search-news.ts';
import { viewMatch } from './view-match.ts';

export interface KeptSearchesOptions {
  readonly person: PersonStore;
  readonly matching: Matching;
  readonly history: AskedHistory;
  /** Whether every folder was looked over and all that was found there is read. */
  readonly isSettled: () => boolean;
}

interface CountedMatches {
  readonly found: CountableMatches;
  /** Places of those that are news. */
  readonly news: ReadonlySet<string>;
}

const NEVER = new AbortController().signal;

/** The searches a person kept: counted in the background, with what is new under them. */
export class KeptSearches {
  readonly #options: KeptSearchesOptions;
  readonly #feed: Feed<{ searches: SavedSearch[] }>;
  readonly recounting: Recounting;

  constructor(options: KeptSearchesOptions) {
    this.#options = options;
    this.#feed = new Feed(() => ({ searches: this.list() }));
    this.recounting = new Recounting({
      all: () => this.#store.all().map(({ id }) => id),
      count: (id, signal) => this.#count(id, signal),
    });
  }

  get #store(): PersonSearches {
    return this.#options.person.searches;
  }

  list(): SavedSearch[] {
    return this.#store.all().map(viewSearch);
  }

  async freshList(): Promise<SavedSearch[]> {
    await this.recounting.all();
    return this.list();
  }

  follow(signal: AbortSignal): AsyncGenerator<{ searches: SavedSearch[] }> {
    return this.#feed.follow(signal);
  }

  /** @throws InklingError SAVED_NAME_TAKEN */
  save(search: { readonly name: string; readonly query: string; readonly tell: boolean }): SavedSearch[] {
    const id = this.#store.save(search);
    void this.recounting.now(id);
    return this.#changed();
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN, SAVED_NAME_TAKEN */
  rename(id: number, name: string): SavedSearch[] {
    this.#store.rename(id, name);
    return this.#changed();
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  tell(id: number, tell: boolean): SavedSearch[] {
    this.#store.tell(id, tell);
    return this.#changed();
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  remove(id: number): SavedSearch[] {
    this.#store.remove(id);
    return this.#changed();
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  seen(id: number | null): SavedSearch[] {
    this.#store.see(id);
    return this.#changed();
  }

  /** Takes back whatever was done last of removing, renaming and erasing. */
  undo(): Undone | null {
    const { history } = this.#options;
    const change = this.#store.lastChange();
    if (history.erasedAt !== null && history.erasedAt >= (change?.at ?? 0))
      return { kind: 'erase', queries: history.undo() };
    const undone = this.#store.undo();
    this.#changed();
    if (undone === null) return null;
    this.recounting.touch();
    return { kind: undone.kind, name: undone.name };
  }

  async matches(query: string, { offset, limit, ranked }: MatchesPage): Promise<MatchList> {
    const { matching } = this.#options;
    const found = await matching.page(query, { offset, ranked }, NEVER);
    const shown = await matching.show(query, found.documents.slice(offset, offset + limit));
    return {
      documents: shown.map((match) => viewMatch(match, false)),
      total: found.total,
      about: found.about,
      listed: found.documents.length,
    };
  }

  /** A list as a text to save. */
  exportText(request: TextExport): Promise<{ text: string; documents: number }> {
    return exportText(this.#options.matching, request);
  }

  /** @throws InklingError FOLDER_MISSING, EXPORT_EXISTS, EXPORT_UNWRITABLE */
  exportLinks(folder: string, documents: Exported): Promise<{ folder: string; files: number }> {
    return exportFolder(this.#options.matching, folder, documents);
  }

  /** @throws InklingError SAVED_SEARCH_UNKNOWN */
  async news(id: number | null): Promise<SearchNews[]> {
    const asked = id === null ? this.#store.all().filter(({ news }) => news > 0) : [this.#store.byId(id)];
    const all: SearchNews[] = [];
    for (const search of asked) all.push(await this.#newsOf(search));
    return all;
  }

  close(): Promise<void> {
    return this.recounting.close();
  }

  async #newsOf(search: StoredSearch): Promise<SearchNews> {
    const { found, news } = await this.#counted(search, NEVER);
    const fresh = found.documents.filter(({ place }) => news.has(place));
    const shown = await this.#options.matching.show(search.query, fresh);
    return {
      search: viewSearch(this.#store.byId(search.id)),
      documents: shown.map((match) => viewMatch(match, true)),
    };
  }

  async #count(id: number, signal: AbortSignal): Promise<void> {
    const search = this.#store.all().find((one) => one.id === id);
    if (search === undefined) return;
    await this.#counted(search, signal);
    this.#feed.touch();
  }

  async #counted({ id, query, ...search }: StoredSearch, signal: AbortSignal): Promise<CountedMatches> {
    const { matching, isSettled } = this.#options;
    // What was there when it was saved is no news, though it be read only now.
    const settled = isSettled();
    const found = await matching.find(query, signal);
    signal.throwIfAborted();
    const since = sinceOf(search, found);
    const { added, news } = newsOf(this.#store.known(id), found.documents, { since, tell: search.tell });
    this.#store.count(id, {
      since: since ?? (settled ? found.next : null),
      documents: found.total,
      about: found.about,
      news: news.size,
      added,
    });
    return { found, news };
  }

  #changed(): SavedSearch[] {
    this.#feed.touch();
    return this.list();
  }
}

/** An index that was made anew counts from the beginning: what matched before is known by its marks. */
function sinceOf({ since }: Pick<StoredSearch, 'since'>, { next }: CountableMatches): number | null {
  return since !== null && next < since ? 0 : since;
}

function viewSearch({
  id,
  name,
  query,
  saved,
  tell,
  documents,
  about,
  news,
  counted,
}: StoredSearch): SavedSearch {
  return {
    id,
    name,
    query,
    saved,
    tell,
    documents: counted === null ? null : documents,
    about,
    news,
    counted,
  };
}
