import { countText } from '../lib/head.ts';
import { titled } from '../lib/place.ts';
import { sameTop, type List } from '../lib/ranking.ts';

interface Told {
  readonly first: boolean;
  readonly before: List;
  readonly after: List;
  /** Documents listed, and found. */
  readonly count: number;
  readonly total: number;
}

/** What whoever does not see the list hears of a change of it; null where it is not worth a word. */
export function toldOf({ first, before, after, count, total }: Told): string | null {
  if (first) {
    return count === 0 ? 'No documents.' : `${countText(count, total)}.`;
  }
  if (after.better !== null) return 'A better order is ready, press R.';
  const best = after.rows[0]?.result;
  if (best === undefined || sameTop(before, after)) return null;
  return `Order improved; first is ${titled(best).stem}.`;
}
