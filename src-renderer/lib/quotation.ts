import type { SearchResult } from '../api/types.ts';
import { placeText, titled } from './place.ts';

/** “The tenant may terminate …” — Tenancy agreement, page 3, /home/ada/lease.pdf */
export function quotation(result: SearchResult, at: number): string {
  const passage = result.passages[at];
  const { stem } = titled(result);
  if (passage === undefined) return `${stem}, ${result.path}`;
  const words = passage.text.replace(/\s+/g, ' ').trim();
  const place = placeText(passage);
  return `“${words}” — ${[stem, place, result.path].filter((part) => part !== '').join(', ')}`;
}
