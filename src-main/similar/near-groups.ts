/** Two documents that are nearly the same, and how much. */
export interface NearPair {
  readonly left: number;
  readonly right: number;
  readonly both: number;
}

/** Documents of which each was found to be nearly the same as the first. */
export interface NearGroup {
  readonly first: number;
  /** What each of the others has in common with the first. */
  readonly others: ReadonlyMap<number, number>;
}

type Neighbours = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * Groups of documents of which each is nearly the same as the group's first. They are gathered around the one with the
 * most such neighbours, then around the next that is left. First is the newest that is nearly the same as most of them;
 * those it is not near to are left for other groups. A chain of small changes, at whose ends two documents have nothing
 * in common, is so never one group.
 * @param newestFirst puts documents in order
 */
export function nearGroups(
  pairs: readonly NearPair[],
  newestFirst: (documents: readonly number[]) => readonly number[],
): NearGroup[] {
  const neighbours = neighboursOf(pairs);
  const order = [...neighbours].toSorted(
    ([one, its], [other, others]) => others.size - its.size || one - other,
  );
  const taken = new Set<number>();
  const groups: NearGroup[] = [];
  for (const [middle, around] of order) {
    if (taken.has(middle)) continue;
    const free = [...around.keys()].filter((document) => !taken.has(document));
    if (free.length === 0) continue;
    const group = groupOf([middle, ...free], neighbours, newestFirst);
    for (const document of [group.first, ...group.others.keys()]) taken.add(document);
    groups.push(group);
  }
  return groups;
}

/** @param gathered a document and others that are all near to it */
function groupOf(
  gathered: readonly number[],
  neighbours: Neighbours,
  newestFirst: (documents: readonly number[]) => readonly number[],
): NearGroup {
  const most = (gathered.length - 1) / 2;
  for (const first of newestFirst(gathered)) {
    const others = nearTo(first, gathered, neighbours);
    if (others.size > most) return { first, others };
  }
  // The one they were gathered around is near to all.
  throw new Error('a document is missing among those put in order');
}

function nearTo(first: number, gathered: readonly number[], neighbours: Neighbours): Map<number, number> {
  const near = neighbours.get(first);
  return new Map(
    gathered.flatMap((document) => {
      const both = near?.get(document);
      return both === undefined ? [] : [[document, both] as const];
    }),
  );
}

function neighboursOf(pairs: readonly NearPair[]): Neighbours {
  const neighbours = new Map<number, Map<number, number>>();
  const note = (document: number, neighbour: number, both: number): void => {
    const known = neighbours.get(document) ?? new Map<number, number>();
    neighbours.set(document, known.set(neighbour, both));
  };
  for (const { left, right, both } of pairs) {
    note(left, right, both);
    note(right, left, both);
  }
  return neighbours;
}
