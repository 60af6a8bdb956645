import type { SavedSearch } from '../api/types.ts';
import { count } from './format.ts';

/** "12", "about 12" where meaning has a part; empty before it was counted. */
export function savedCount({ documents, about }: Pick<SavedSearch, 'documents' | 'about'>): string {
  if (documents === null) return '';
  return about ? `about ${count(documents)}` : count(documents);
}
