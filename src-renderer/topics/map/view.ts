/** A place on the screen or on the map, which goes from 0 to 1. */
export type Place = readonly [x: number, y: number];

/** Pixels of CSS. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is in sight: the middle of it, and how much larger than the whole. */
export interface View {
  readonly middle: Place;
  readonly scale: number;
}

/** The part of the map where points lie. */
export interface Extent {
  readonly least: Place;
  readonly most: Place;
}

export const WHOLE: View = { middle: [0.5, 0.5], scale: 1 };

const MOST_SCALE = 60;
/** Room for names at the edge. */
const PADDING = 36;
/** The map may be stretched to its frame so far: neither of its directions means anything by itself. */
const STRETCH = 1.5;
/** Of a map of one point too. */
const SMALLEST = 0.05;

/** How the map lies in a frame: pixels for the whole of it, both ways, and its middle. */
export interface Frame extends Size {
  readonly sides: Place;
  readonly centre: Place;
}

export function frameOf({ width, height }: Size, { least, most }: Extent): Frame {
  const across = Math.max(SMALLEST, most[0] - least[0]);
  const down = Math.max(SMALLEST, most[1] - least[1]);
  const x = Math.max(1, width - 2 * PADDING) / across;
  const y = Math.max(1, height - 2 * PADDING) / down;
  return {
    width,
    height,
    sides: [Math.min(x, y * STRETCH), Math.min(y, x * STRETCH)],
    centre: [(least[0] + most[0]) / 2, (least[1] + most[1]) / 2],
  };
}

/** Numbers that carry a place of the map to the screen: x × scale + offset. */
export interface Carrying {
  readonly scale: Place;
  readonly offset: Place;
}

export function carrying({ sides, centre, width, height }: Frame, { middle, scale }: View): Carrying {
  const [x, y] = [sides[0] * scale, sides[1] * scale];
  return {
    scale: [x, y],
    offset: [width / 2 - (centre[0] + middle[0] - 0.5) * x, height / 2 - (centre[1] + middle[1] - 0.5) * y],
  };
}

export function toScreen({ scale, offset }: Carrying, [x, y]: Place): Place {
  return [x * scale[0] + offset[0], y * scale[1] + offset[1]];
}

export function toMap({ scale, offset }: Carrying, [x, y]: Place): Place {
  return [(x - offset[0]) / scale[0], (y - offset[1]) / scale[1]];
}

/** Larger or smaller, with what lies under a place of the screen staying there. */
export function zoomed(frame: Frame, view: View, factor: number, at: Place): View {
  const scale = Math.min(MOST_SCALE, Math.max(1, view.scale * factor));
  const under = toMap(carrying(frame, view), at);
  const then = toMap(carrying(frame, { ...view, scale }), at);
  return kept({
    scale,
    middle: [view.middle[0] + under[0] - then[0], view.middle[1] + under[1] - then[1]],
  });
}

/** Moved by so many pixels. */
export function panned(frame: Frame, view: View, [x, y]: Place): View {
  const { scale } = carrying(frame, view);
  return kept({ ...view, middle: [view.middle[0] - x / scale[0], view.middle[1] - y / scale[1]] });
}

/** The view, moved no further than needed to have a place of the map in sight. */
export function withInSight(frame: Frame, view: View, place: Place): View {
  const [x, y] = toScreen(carrying(frame, view), place);
  return panned(frame, view, [aside(x, frame.width), aside(y, frame.height)]);
}

/** How far something has to move to lie inside, away from the edge. */
function aside(at: number, end: number): number {
  return at < PADDING ? PADDING - at : Math.min(0, end - PADDING - at);
}

/** The middle stays on the map; of the whole it is its own. */
function kept({ scale, middle }: View): View {
  const most = 0.5 * (1 - 1 / scale) + (scale > 1 ? 0.25 / scale : 0);
  const within = (value: number): number => Math.min(0.5 + most, Math.max(0.5 - most, value));
  return { scale, middle: [within(middle[0]), within(middle[1])] };
}
