import { isPlain } from '../../lib/keys.ts';
import { nearest, nextTowards, placeOf } from './points.ts';
import type { TopicMap } from './topic-map.svelte.ts';
import { carrying, panned, toMap, WHOLE, withInSight, zoomed, type Place } from './view.ts';

const STEP = 1.35;
/** Pixels that Shift and an arrow move the map by. */
const MOVE = 80;

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** What keys on the map tell the page around it. */
export interface MapKeysHeard {
  /** A point is spoken of by its card. */
  onPoint: () => void;
  /** Its card is wanted. */
  onChoose: () => void;
  onGather: (count: number) => void;
  /** Nothing is left to step back from. */
  onLeave: () => void;
}

/** Keys while the map has the focus; true where the key was one of them. */
export function onMapKey(map: TopicMap, event: KeyboardEvent, heard: MapKeysHeard): boolean {
  if (!isPlain(event)) return false;
  const direction = DIRECTIONS[event.key];
  if (direction !== undefined && event.shiftKey)
    map.view = panned(map.frame, map.view, [-direction[0] * MOVE, -direction[1] * MOVE]);
  else if (direction !== undefined) walk(map, direction, heard);
  else if (event.key === '+' || event.key === '=') zoom(map, STEP);
  else if (event.key === '-') zoom(map, 1 / STEP);
  else if (event.key === '0') map.view = WHOLE;
  else if (event.key === 'Escape') back(map, heard);
  else return take(map, event.key, heard);
  return true;
}

/** Larger or smaller around the point spoken of, else around the middle. */
export function zoom(map: TopicMap, factor: number): void {
  const { frame, view, active, points } = map;
  const { scale, offset } = carrying(frame, view);
  const [x, y] = placeOf(points, active);
  const at: Place =
    active < 0 ? [frame.width / 2, frame.height / 2] : [x * scale[0] + offset[0], y * scale[1] + offset[1]];
  map.view = zoomed(frame, view, factor, at);
}

function walk(map: TopicMap, direction: Place, { onPoint }: MapKeysHeard): void {
  const { points, active, shown, frame, view } = map;
  const found = active < 0 ? entry(map) : nextTowards(points, placeOf(points, active), direction, shown);
  if (found < 0) return;
  map.point(found);
  map.view = withInSight(frame, view, placeOf(points, found));
  onPoint();
}

/** The point nearest to the middle of what is in sight. */
function entry({ points, frame, view, shown }: TopicMap): number {
  const middle = toMap(carrying(frame, view), [frame.width / 2, frame.height / 2]);
  return nearest(points, middle, [2, 2], shown);
}

function take(map: TopicMap, key: string, { onChoose, onGather }: MapKeysHeard): boolean {
  if (key === 'Enter' && map.active >= 0) onChoose();
  else if (key === ' ' && map.active >= 0) {
    const document = map.points.documents[map.active]!;
    onGather(map.gathered.toggle(document) ? 1 : -1);
  } else if (key === 'a') {
    const { width, height } = map.frame;
    const carried = carrying(map.frame, map.view);
    map.loop = [
      toMap(carried, [0, 0]),
      toMap(carried, [width, 0]),
      toMap(carried, [width, height]),
      toMap(carried, [0, height]),
    ];
    onGather(map.gather());
  } else return false;
  return true;
}

function back(map: TopicMap, { onLeave }: MapKeysHeard): void {
  if (map.active >= 0) map.point(-1);
  else if (map.lassoing) map.lassoing = false;
  else onLeave();
}
