import { mixed } from '../../lib/seeded-random.ts';
import type { Neighbours } from './neighbours.ts';
import { distance, type Plane } from './plane.ts';

/** Points that tell where a further one lies. */
export const TELLING = 5;
/** How much nearer a neighbour counts for more, in steps of cosine. */
const SHARPNESS = 20;
/** A further point lies this share of the usual gap aside, so that it covers none. */
const ASIDE = 0.6;
const FULL_TURN = 2 * Math.PI;
const TURNS = 4_096;

/** Where a document lies among points that are known: in the middle of its neighbours, the nearest counting most. */
export function placeAmong(plane: Plane, { rows, cosines }: Neighbours): [number, number] {
  const most = cosines[0] ?? 0;
  let [x, y, sum] = [0, 0, 0];
  rows.forEach((row, at) => {
    const weight = Math.exp(SHARPNESS * (cosines[at]! - most));
    x += weight * plane[2 * row]!;
    y += weight * plane[2 * row + 1]!;
    sum += weight;
  });
  return sum === 0 ? [0.5, 0.5] : [x / sum, y / sum];
}

/** A little aside, always the same for the same content; within the square. */
export function movedAside(
  [x, y]: readonly [number, number],
  content: number,
  gap: number,
): [number, number] {
  const key = mixed(content);
  const angle = ((key % TURNS) / TURNS) * FULL_TURN;
  const far = ASIDE * gap * Math.sqrt((key >>> 12) / 2 ** 20);
  return [within(x + far * Math.cos(angle)), within(y + far * Math.sin(angle))];
}

/** How far a point usually lies from the nearest of its neighbours. */
export function usualGap(plane: Plane, neighbours: readonly Neighbours[]): number {
  const gaps = neighbours.flatMap(({ rows: [own, ...others] }) =>
    own === undefined || others.length === 0
      ? []
      : [Math.min(...others.map((other) => distance(plane, own, other)))],
  );
  return gaps.sort((left, right) => left - right)[gaps.length >> 1] ?? 0;
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
