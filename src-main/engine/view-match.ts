import type { Match } from '../contract/index.ts';
import type { FoundMatch } from './matching.ts';

/** A match without what only this index knows it by. */
export function viewMatch(
  {
    document: _document,
    mark: _mark,
    place: _place,
    passage: _passage,
    ...match
  }: Omit<Match, 'news'> & FoundMatch,
  news: boolean,
): Match {
  return { ...match, news };
}
