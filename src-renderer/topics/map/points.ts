import type { Label, TopicMap } from '../../api/types.ts';
import type { Extent, Place } from './view.ts';

/** The map's points, field by field. */
export interface Points {
  readonly count: number;
  readonly documents: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The place of each one's label among the labels; −1 for none. */
  readonly label: Int16Array;
}

/** A polygon drawn around points, x and y by turns, in places of the map. */
export type Loop = readonly Place[];

export const NO_POINTS: Points = {
  count: 0,
  documents: new Int32Array(0),
  x: new Float32Array(0),
  y: new Float32Array(0),
  label: new Int16Array(0),
};

export function pointsOf({ documents, x, y, labels }: TopicMap, known: readonly Pick<Label, 'id'>[]): Points {
  const places = new Map(known.map(({ id }, place) => [id, place]));
  return {
    count: documents.length,
    documents: Int32Array.from(documents),
    x: Float32Array.from(x),
    y: Float32Array.from(y),
    label: Int16Array.from(labels, (label) => (label === null ? -1 : (places.get(label) ?? -1))),
  };
}

export function placeOf({ x, y }: Points, at: number): Place {
  return [x[at] ?? 0, y[at] ?? 0];
}

export function extentOf({ x, y, count }: Points): Extent {
  if (count === 0) return { least: [0, 0], most: [1, 1] };
  return { least: [lowest(x), lowest(y)], most: [highest(x), highest(y)] };
}

/** Whether a point is drawn at all. */
export type Shown = (at: number) => boolean;

/** The point nearest to a place, no further than so far both ways; −1 where none is. */
export function nearest(points: Points, [x, y]: Place, reach: Place, shown: Shown): number {
  let [found, least] = [-1, 1];
  for (let at = 0; at < points.count; at += 1) {
    const across = (points.x[at]! - x) / reach[0];
    const down = (points.y[at]! - y) / reach[1];
    const far = across * across + down * down;
    if (far < least && shown(at)) [found, least] = [at, far];
  }
  return found;
}

/** Sideways counts twice: who goes right does not want to go up. */
const ASKEW = 2;

/** The next point in a direction; −1 where there is none. */
export function nextTowards(points: Points, from: Place, [right, down]: Place, shown: Shown): number {
  let [found, least] = [-1, Infinity];
  for (let at = 0; at < points.count; at += 1) {
    const [x, y] = [points.x[at]! - from[0], points.y[at]! - from[1]];
    const ahead = x * right + y * down;
    const aside = Math.abs(x * down - y * right);
    const far = ahead + ASKEW * aside;
    if (ahead > 0 && aside <= ASKEW * ahead && far < least && shown(at)) [found, least] = [at, far];
  }
  return found;
}

/** Points within a loop. */
export function within(points: Points, loop: Loop, shown: Shown): number[] {
  const [xs, ys] = [loop.map(([x]) => x), loop.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const found: number[] = [];
  for (let at = 0; at < points.count; at += 1) {
    const [x, y] = placeOf(points, at);
    const isNear = x >= left && x <= right && y >= top && y <= bottom;
    if (isNear && isInside(loop, x, y) && shown(at)) found.push(at);
  }
  return found;
}

/** A ray to the right crosses the edge an odd number of times. */
function isInside(loop: Loop, x: number, y: number): boolean {
  let inside = false;
  for (let here = 0, before = loop.length - 1; here < loop.length; before = here, here += 1) {
    const [x1, y1] = loop[here]!;
    const [x2, y2] = loop[before]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

function lowest(values: Float32Array): number {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

function highest(values: Float32Array): number {
  return values.reduce((one, other) => Math.max(one, other), -Infinity);
}
