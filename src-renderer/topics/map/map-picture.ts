import { drawing } from './draw.ts';
import { meansFor } from './means.ts';
import type { Means, Scene } from './scene.ts';

/** Milliseconds of a frame that the first picture takes: drawn at once it would hold up whatever is pressed next. */
const SLICE_MS = 12;
/** It may be given up so often for another one, as while the page around it finds its size. */
const MOST_BEGUN = 4;

/** The picture on a canvas: however much changes until the next frame, it is drawn once. */
export class MapPicture {
  readonly #canvas: HTMLCanvasElement;
  #means: Means | null = null;
  #frame = 0;
  /** How often a first picture may still be begun; then each one is drawn within its frame. */
  #begins = MOST_BEGUN;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Colours or the screen changed. */
  renew(): void {
    this.#means = null;
  }

  show(scene: Scene): void {
    this.cancel();
    this.#frame = requestAnimationFrame(() => this.#begin(scene));
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
  }

  #begin(scene: Scene): void {
    this.#means ??= meansFor(this.#canvas, scene);
    if (this.#means === null) return;
    const steps = drawing(this.#means, scene);
    if (scene.points.count === 0 || this.#begins === 0) finish(steps);
    else {
      this.#begins -= 1;
      this.#goOn(steps);
    }
  }

  #goOn(steps: Generator<void>): void {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      if (steps.next().done !== true) continue;
      this.#begins = 0;
      return;
    }
    this.#frame = requestAnimationFrame(() => this.#goOn(steps));
  }
}

function finish(steps: Generator<void>): void {
  while (steps.next().done !== true);
}
