import type { Model } from '../api/types.ts';
import { count } from '../lib/format.ts';

/** Below so many directions documents are hard to tell apart by meaning. */
const NARROW = 12;

/** How a library is, a sentence each. @param rank directions its documents spread over; null where not known */
export function healthWords(models: readonly Model[], rank: number | null): string[] {
  const named = (kind: Model['kind']): string | undefined =>
    models.find((model) => model.kind === kind && model.inUse)?.name;
  const [light, heavy] = [named('light'), named('heavy')];
  return [
    ...(light !== undefined && heavy !== undefined
      ? [`First lists are made with ${light}; ${heavy} reads closely.`]
      : []),
    ...(rank === null ? [] : [spreadWords(rank)]),
  ];
}

function spreadWords(rank: number): string {
  const about = `Your documents spread over about ${count(Math.round(rank))} directions of meaning`;
  return rank < NARROW
    ? `${about}: they are much alike, and words tell them apart better.`
    : `${about}: meaning can tell them apart.`;
}
