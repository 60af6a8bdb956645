import { placeOf } from './points.ts';
import type { TopicMap } from './topic-map.svelte.ts';
import { carrying, toScreen } from './view.ts';

/** Pixels kept between a point and its card. */
const ASIDE = 18;
const [WIDTH, HEIGHT] = [296, 190];

/** Where the card of the point spoken of stands: beside it, and within the map. */
export function cardPlace({ frame, view, points, active, size }: TopicMap): { left: number; top: number } {
  const [x, y] = toScreen(carrying(frame, view), placeOf(points, active));
  const isRight = x + ASIDE + WIDTH < size.width;
  return {
    left: isRight ? x + ASIDE : Math.max(8, x - ASIDE - WIDTH),
    top: Math.max(8, Math.min(y - 24, size.height - HEIGHT)),
  };
}
