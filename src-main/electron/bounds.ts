import { z } from 'zod';

import type { Rectangle } from './electron.ts';

export const keptBoundsSchema = z.object({
  /** Where the window stood, in the coordinates of all displays together. */
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximized: z.boolean(),
});

export type KeptBounds = z.infer<typeof keptBoundsSchema>;

/** The page's list and preview stand side by side from here on. */
const USUAL = { width: 1200, height: 800 };
/** Below this the page has no room for a row. */
export const SMALLEST = { width: 400, height: 480 };

/**
 * Where the window opens: as it stood, wholly within the display it mostly stood on; in the middle of the first
 * display where nothing is known or that display is gone.
 */
export function placeWindow(kept: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const [first = { x: 0, y: 0, ...USUAL }] = areas;
  const home = kept && largestShare(kept, areas);
  return kept && home ? within(kept, home) : centred(USUAL, first);
}

/** In the middle of an area, as large as it fits; `share` of the room above it. */
export function centred(
  { width, height }: { width: number; height: number },
  area: Rectangle,
  share = 0.5,
): Rectangle {
  const fitting = { width: Math.min(width, area.width), height: Math.min(height, area.height) };
  return {
    ...fitting,
    x: area.x + Math.round((area.width - fitting.width) / 2),
    y: area.y + Math.round((area.height - fitting.height) * share),
  };
}

function within(kept: Rectangle, area: Rectangle): Rectangle {
  const width = clamp(kept.width, Math.min(SMALLEST.width, area.width), area.width);
  const height = clamp(kept.height, Math.min(SMALLEST.height, area.height), area.height);
  return {
    width,
    height,
    x: clamp(kept.x, area.x, area.x + area.width - width),
    y: clamp(kept.y, area.y, area.y + area.height - height),
  };
}

function largestShare(kept: Rectangle, areas: readonly Rectangle[]): Rectangle | null {
  const shared = areas.map((area) => ({ area, dots: overlap(kept, area) })).filter(({ dots }) => dots > 0);
  return shared.sort((one, other) => other.dots - one.dots)[0]?.area ?? null;
}

function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
