/** Two documents that are nearly the same, and how much. */
export interface NearPair {
  readonly left: number;
  readonly right: number;
  readonly both: number;
}

/**
 * Groups of documents of which each is nearly the same as the group's first: around the one with the most such
 * neighbours, then around the next that is left. A chain of small changes, at whose ends two documents have nothing in
 * common, is so never one group.
 */
export function nearGroups(pairs: readonly NearPair[]): number[][] {
  const neighbours = new Map<number, Map<number, number>>();
  for (const { left, right, both } of pairs) {
    noteNeighbour(neighbours, left, right, both);
    noteNeighbour(neighbours, right, left, both);
  }
  const order = [...neighbours].toSorted(
    ([one, its], [other, others]) => others.size - its.size || one - other,
  );
  const taken = new Set<number>();
  const groups: number[][] = [];
  for (const [middle, around] of order) {
    if (taken.has(middle)) continue;
    const free = [...around.keys()].filter((document) => !taken.has(document));
    if (free.length === 0) continue;
    const group = [middle, ...free];
    for (const document of group) taken.add(document);
    groups.push(group);
  }
  return groups;
}

function noteNeighbour(
  neighbours: Map<number, Map<number, number>>,
  document: number,
  neighbour: number,
  both: number,
): void {
  const known = neighbours.get(document) ?? new Map<number, number>();
  neighbours.set(document, known.set(neighbour, both));
}
