import type { Points } from './points.ts';
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
export function centresOf({ count, label, x, y }: Points, labels: number): (Place | null)[] {
  const members = Array.from({ length: labels }, (): number[] => []);
  for (let at = 0; at < count; at += 1) members[label[at]!]?.push(at);
  return members.map((rows) => (rows.length === 0 ? null : [middle(x, rows), middle(y, rows)]));
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

/** Of numbers of a fixed size, which sort ten times faster. */
function middle(of: Float32Array, rows: readonly number[]): number {
  const values = new Float32Array(rows.length);
  for (const [place, row] of rows.entries()) values[place] = of[row]!;
  return values.sort()[values.length >> 1] ?? 0;
}
