import { nearest } from './points.ts';
import type { TopicMap } from './topic-map.svelte.ts';
import { carrying, panned, toMap, zoomed, type Place } from './view.ts';

/** Pixels around the pointer in which a point is meant. */
const REACH = 14;
/** A press that goes no further is a click. */
const STILL = 4;
/** How much one notch of the wheel enlarges: 100 pixels of it by a quarter. */
const WHEEL = 0.0022;
/** Pixels between two corners of a loop. */
const CORNER = 4;

interface Press {
  readonly id: number;
  readonly from: Place;
  at: Place;
  isDrag: boolean;
}

/** Pointer, wheel and fingers on the map. */
export class MapPointer {
  readonly #map: TopicMap;
  readonly #onChoose: () => void;
  readonly #onGather: (count: number) => void;
  #presses: Press[] = [];
  #isLoop = false;

  constructor(map: TopicMap, on: { choose: () => void; gather: (count: number) => void }) {
    this.#map = map;
    this.#onChoose = on.choose;
    this.#onGather = on.gather;
  }

  readonly onpointerdown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const at = placeOf(event);
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    this.#presses.push({ id: event.pointerId, from: at, at, isDrag: false });
    this.#isLoop = this.#presses.length === 1 && (this.#map.lassoing || event.shiftKey);
    this.#map.loop = this.#isLoop ? [this.#toMap(at)] : [];
  };

  readonly onpointermove = (event: PointerEvent): void => {
    const at = placeOf(event);
    const press = this.#presses.find(({ id }) => id === event.pointerId);
    if (press === undefined) this.#hover(at);
    else this.#drag(press, at);
  };

  readonly onpointerup = (event: PointerEvent): void => {
    const press = this.#presses.find(({ id }) => id === event.pointerId);
    this.#presses = this.#presses.filter((each) => each !== press);
    if (press === undefined) return;
    const isLoop = this.#isLoop && press.isDrag;
    this.#isLoop = false;
    if (isLoop) this.#onGather(this.#map.gather());
    else if (!press.isDrag) this.#click(press.at);
    if (!isLoop) this.#map.loop = [];
  };

  readonly onpointercancel = (event: PointerEvent): void => {
    this.#presses = this.#presses.filter(({ id }) => id !== event.pointerId);
    this.#isLoop = false;
    this.#map.loop = [];
  };

  readonly onpointerleave = (): void => {
    if (!this.#map.pinned && this.#presses.length === 0) this.#map.point(-1);
  };

  readonly onwheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { view, frame } = this.#map;
    this.#map.view = zoomed(frame, view, Math.exp(-event.deltaY * WHEEL), placeOf(event));
  };

  #hover(at: Place): void {
    if (this.#map.pinned) return;
    const found = this.#under(at);
    if (found !== this.#map.active) this.#map.point(found);
  }

  #click(at: Place): void {
    const found = this.#under(at);
    this.#map.point(found, true);
    if (found >= 0) this.#onChoose();
  }

  #drag(press: Press, at: Place): void {
    const before = press.at;
    press.isDrag ||= Math.hypot(at[0] - press.from[0], at[1] - press.from[1]) > STILL;
    if (!press.isDrag) return;
    press.at = at;
    const [first, second] = this.#presses;
    if (second !== undefined && first !== undefined)
      this.#pinch(press === first ? second : first, before, at);
    else if (this.#isLoop) this.#draw(at, before);
    else this.#map.view = panned(this.#map.frame, this.#map.view, [at[0] - before[0], at[1] - before[1]]);
  }

  /** Two fingers: what lies between them stays between them. */
  #pinch(other: Press, before: Place, at: Place): void {
    const apart = (place: Place): number => Math.hypot(place[0] - other.at[0], place[1] - other.at[1]);
    const middle: Place = [(at[0] + other.at[0]) / 2, (at[1] + other.at[1]) / 2];
    const { frame, view } = this.#map;
    const moved = panned(frame, view, [(at[0] - before[0]) / 2, (at[1] - before[1]) / 2]);
    this.#map.view = zoomed(frame, moved, apart(at) / (apart(before) || 1), middle);
  }

  #draw(at: Place, before: Place): void {
    const { loop, frame, view } = this.#map;
    if (loop.length > 1 && Math.hypot(at[0] - before[0], at[1] - before[1]) < CORNER / 2) return;
    this.#map.loop = [...loop, toMap(carrying(frame, view), at)];
  }

  #under(at: Place): number {
    const { frame, view, points, shown } = this.#map;
    const { scale } = carrying(frame, view);
    return nearest(points, this.#toMap(at), [REACH / scale[0], REACH / scale[1]], shown);
  }

  #toMap(at: Place): Place {
    return toMap(carrying(this.#map.frame, this.#map.view), at);
  }
}

function placeOf(event: MouseEvent): Place {
  return [event.offsetX, event.offsetY];
}
