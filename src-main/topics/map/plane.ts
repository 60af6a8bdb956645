/** Places on a plane, x and y by turns. */
export type Plane = Float64Array;

/** A turn or reflection of the plane, and where its middle lies before and after. */
interface Turn {
  readonly cosine: number;
  readonly sine: number;
  /** −1 where the plane is turned over first. */
  readonly hand: 1 | -1;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Kept free around all points, as a share of the whole. */
const MARGIN = 0.02;

/**
 * Turns and shifts a whole plane so that some of its points lie as near as they can to where they lay: orthogonal
 * Procrustes (Schönemann, 1966), which on a plane is an angle.
 * @param rows of the plane that were known before, `before` their places in the same order
 */
export function aligned(plane: Plane, rows: readonly number[], before: Plane): Plane {
  const known = Float64Array.from(rows.flatMap((row) => [plane[2 * row]!, plane[2 * row + 1]!]));
  const turn = bestTurn(known, before);
  const turned = new Float64Array(plane.length);
  for (let at = 0; at < plane.length; at += 2) {
    const x = plane[at]! - turn.from[0];
    const y = turn.hand * (plane[at + 1]! - turn.from[1]);
    turned[at] = turn.cosine * x - turn.sine * y + turn.to[0];
    turned[at + 1] = turn.sine * x + turn.cosine * y + turn.to[1];
  }
  return turned;
}

/** The whole plane within 0…1, its shape kept. */
export function intoUnitSquare(plane: Plane): Plane {
  const [left, right] = extent(plane, 0);
  const [top, bottom] = extent(plane, 1);
  const side = Math.max(right - left, bottom - top);
  const scale = side === 0 ? 0 : (1 - 2 * MARGIN) / side;
  const middles = [(left + right) / 2, (top + bottom) / 2];
  return plane.map((value, at) => 0.5 + (value - middles[at % 2]!) * scale);
}

/** How much of a point's place is told by how many lie before it, and not by how far away they are. */
const EVENED = 0.55;

/**
 * The plane with its empty stretches narrowed, both ways by itself: who lies left of whom stays so. Groups that have
 * nothing in common lie any distance apart; on a screen the room is worth more inside of them.
 */
export function evened(plane: Plane): Plane {
  const count = plane.length / 2;
  const made = plane.slice();
  for (const way of [0, 1]) {
    const order = Array.from({ length: count }, (_, row) => 2 * row + way);
    order.sort((left, right) => plane[left]! - plane[right]! || left - right);
    order.forEach((at, rank) => {
      const before = order[rank - 1];
      const isSame = before !== undefined && plane[at] === plane[before];
      // Points at the same place stay together.
      made[at] = isSame
        ? made[before]!
        : (1 - EVENED) * plane[at]! + (EVENED * rank) / Math.max(1, count - 1);
    });
  }
  return made;
}

/** How far apart two points lie. */
export function distance(plane: Plane, left: number, right: number): number {
  return Math.hypot(plane[2 * left]! - plane[2 * right]!, plane[2 * left + 1]! - plane[2 * right + 1]!);
}

function bestTurn(plane: Plane, onto: Plane): Turn {
  const [from, to] = [middleOf(plane), middleOf(onto)];
  const straight = sums(plane, onto, { from, to, hand: 1 });
  const reflected = sums(plane, onto, { from, to, hand: -1 });
  const hand = Math.hypot(...reflected) > Math.hypot(...straight) ? -1 : 1;
  const [dot, cross] = hand === 1 ? straight : reflected;
  const length = Math.hypot(dot, cross);
  return length === 0
    ? { cosine: 1, sine: 0, hand, from, to }
    : { cosine: dot / length, sine: cross / length, hand, from, to };
}

/** Sums of inner and outer products: the best angle is theirs, and their length how well it fits. */
function sums(
  plane: Plane,
  onto: Plane,
  { from, to, hand }: Pick<Turn, 'from' | 'to' | 'hand'>,
): [number, number] {
  let [dot, cross] = [0, 0];
  for (let at = 0; at < plane.length; at += 2) {
    const [x, y] = [plane[at]! - from[0], hand * (plane[at + 1]! - from[1])];
    const [u, v] = [onto[at]! - to[0], onto[at + 1]! - to[1]];
    dot += x * u + y * v;
    cross += x * v - y * u;
  }
  return [dot, cross];
}

function middleOf(plane: Plane): [number, number] {
  let [x, y] = [0, 0];
  for (let at = 0; at < plane.length; at += 2) {
    x += plane[at]!;
    y += plane[at + 1]!;
  }
  const count = plane.length / 2 || 1;
  return [x / count, y / count];
}

function extent(plane: Plane, from: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let at = from; at < plane.length; at += 2) {
    least = Math.min(least, plane[at]!);
    most = Math.max(most, plane[at]!);
  }
  return [least, most];
}
