import type { DistinctiveWord } from './distinctive-words.ts';

/**
 * Words that name each of some groups, best first, and no term in two names: one that several groups have names the group
 * it is worth most to, and counts the less the more it is worth to the others. Pure.
 * @param groups the words of each, none repeated
 * @returns for each group its words; none where all of them are others'
 */
export function nameGroups(groups: readonly (readonly DistinctiveWord[])[], limit: number): string[][] {
  const sums = new Map<string, number>();
  const most = new Map<string, number>();
  for (const words of groups)
    for (const { terms, weight } of words)
      for (const term of terms) {
        sums.set(term, (sums.get(term) ?? 0) + weight);
        most.set(term, Math.max(most.get(term) ?? 0, weight));
      }
  const taken = new Set<string>();
  return groups.map((words) => {
    const own = words
      .filter(({ terms, weight }) => terms.every((term) => weight >= most.get(term)!))
      .map((one) => ({ ...one, weight: one.weight * shareOf(one, sums) }))
      .toSorted((left, right) => right.weight - left.weight)
      // Equal worth in two groups: the first has it.
      .filter(({ terms }) => terms.every((term) => !taken.has(term)))
      .slice(0, limit);
    for (const { terms } of own) for (const term of terms) taken.add(term);
    return own.map(({ word }) => word);
  });
}

/** How much of what its terms are worth to all groups they are worth to this one. */
function shareOf({ terms, weight }: DistinctiveWord, sums: ReadonlyMap<string, number>): number {
  return Math.min(...terms.map((term) => weight / sums.get(term)!));
}
