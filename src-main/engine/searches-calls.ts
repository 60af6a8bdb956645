import type { AskedHistory } from './asked-history.ts';
import type { Engine } from './engine.ts';
import type { KeptSearches } from './kept-searches.ts';

type SearchesCalls = Pick<
  Engine,
  | 'savedSearches'
  | 'followSearches'
  | 'saveSearch'
  | 'renameSearch'
  | 'tellOfSearch'
  | 'removeSearch'
  | 'undoSearches'
  | 'matches'
  | 'exportText'
  | 'exportLinks'
  | 'searchNews'
  | 'seeNews'
  | 'asked'
  | 'history'
  | 'eraseHistory'
>;

/** What a person keeps of their searching. */
export function searchesCalls(kept: KeptSearches, history: AskedHistory): SearchesCalls {
  return {
    savedSearches: async (fresh) => (fresh ? kept.freshList() : kept.list()),
    followSearches: (signal) => kept.follow(signal),
    saveSearch: async (search) => kept.save(search),
    renameSearch: async (id, name) => kept.rename(id, name),
    tellOfSearch: async (id, tell) => kept.tell(id, tell),
    removeSearch: async (id) => kept.remove(id),
    undoSearches: async () => kept.undo(),
    matches: (query, page) => kept.matches(query, page),
    exportText: (request) => kept.exportText(request),
    exportLinks: (folder, documents) => kept.exportLinks(folder, documents),
    searchNews: (id) => kept.news(id),
    seeNews: async (id) => kept.seen(id),
    asked: async (query) => history.ask(query),
    history: async () => history.list(),
    eraseHistory: async (query) => history.erase(query),
  };
}
