import { placeOf, type Points } from './points.ts';
import type { Place } from './view.ts';

/** A name to stand on the map, with where it wants to stand. */
export interface Name {
  readonly label: number;
  readonly text: string;
  readonly at: Place;
  readonly width: number;
}

/** Pixels a name takes, with room. */
export const NAME_HEIGHT = 20;
const GAP = 8;
/** Steps a name goes up or down for another. */
const STEPS = [0, -1, 1, -2, 2, -3, 3];

/** Where most of a label's points lie: the middle one of each direction, which a few far away do not move. */
export function centresOf(points: Points, labels: number): (Place | null)[] {
  const members = Array.from({ length: labels }, (): number[] => []);
  for (let at = 0; at < points.count; at += 1) members[points.label[at]!]?.push(at);
  return members.map((rows) => {
    if (rows.length === 0) return null;
    const places = rows.map((row) => placeOf(points, row));
    return [middle(places.map(([x]) => x)), middle(places.map(([, y]) => y))];
  });
}

/** Names that cover no other: the first given stays where it wants to, one without room is left out. */
export function spread(names: readonly Name[]): Name[] {
  const placed: Name[] = [];
  for (const name of names) {
    const tries = STEPS.map((step): Name => ({ ...name, at: [name.at[0], name.at[1] + step * NAME_HEIGHT] }));
    const free = tries.find((one) => placed.every((other) => !covers(one, other)));
    if (free !== undefined) placed.push(free);
  }
  return placed;
}

function covers(left: Name, right: Name): boolean {
  const across = Math.abs(left.at[0] - right.at[0]) < (left.width + right.width) / 2 + GAP;
  return across && Math.abs(left.at[1] - right.at[1]) < NAME_HEIGHT;
}

function middle(values: number[]): number {
  return values.sort((left, right) => left - right)[values.length >> 1] ?? 0;
}
