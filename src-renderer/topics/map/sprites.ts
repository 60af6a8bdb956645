import { signOf, type Sign } from '../../lib/labels.ts';
import type { Palette } from './palette.ts';

/** Pixels of CSS around a sign. */
const ROOM = 2;
const RIMMED = 3;
const FULL_TURN = 2 * Math.PI;

/** A sign drawn once, as pixels of the screen. */
export interface Sprite {
  readonly image: ImageData;
  /** Pixels of CSS, both ways. */
  readonly side: number;
}

/** Signs of labels in their colours, and the hollow one of no label, each drawn when it is first needed. */
export class Sprites {
  readonly #known = new Map<string, Sprite>();
  readonly #palette: Palette;
  readonly #density: number;

  constructor(palette: Palette, density: number) {
    this.#palette = palette;
    this.#density = density;
  }

  /** @param colour null: no label */
  of(colour: number | null, radius: number): Sprite {
    const key = `${colour} ${radius}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.#draw(colour, radius);
    this.#known.set(key, made);
    return made;
  }

  #draw(colour: number | null, radius: number): Sprite {
    const side = 2 * (radius + ROOM);
    const pixels = Math.ceil(side * this.#density);
    const image = drawn(pixels, (pen) => {
      pen.scale(this.#density, this.#density);
      pen.translate(side / 2, side / 2);
      if (colour === null) this.#hollow(pen, radius);
      else this.#filled(pen, colour, radius);
    });
    return { image, side };
  }

  #hollow(pen: OffscreenCanvasRenderingContext2D, radius: number): void {
    pen.strokeStyle = this.#palette.line;
    pen.globalAlpha = 0.5;
    pen.lineWidth = 0.8;
    pen.beginPath();
    pen.arc(0, 0, radius * 0.8, 0, FULL_TURN);
    pen.stroke();
  }

  #filled(pen: OffscreenCanvasRenderingContext2D, colour: number, radius: number): void {
    pen.fillStyle = this.#palette.label(colour);
    pen.strokeStyle = this.#palette.sheet;
    // A rim parts neighbours; of the smallest signs it would leave nothing.
    pen.lineWidth = radius < RIMMED ? 0.3 : 0.75;
    outline(pen, signOf(colour), radius);
    pen.fill();
    pen.stroke();
  }
}

/** One pixel of a colour. */
export function pixelOf(colour: string): Uint8ClampedArray {
  return drawn(1, (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
  }).data;
}

/** What is drawn on an empty square of so many pixels. */
function drawn(side: number, draw: (pen: OffscreenCanvasRenderingContext2D) => void): ImageData {
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (pen === null) return new ImageData(side, side);
  draw(pen);
  return pen.getImageData(0, 0, side, side);
}

function outline(pen: OffscreenCanvasRenderingContext2D, sign: Sign, radius: number): void {
  pen.beginPath();
  if (sign === 'circle') pen.arc(0, 0, radius, 0, FULL_TURN);
  else for (const [x, y] of CORNERS[sign]) pen.lineTo(x * radius, y * radius);
  pen.closePath();
}

/** As large to the eye as the circle. */
const CORNERS: Readonly<Record<Exclude<Sign, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: [
    [0, -1.15],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  diamond: [
    [0, -1.25],
    [1.15, 0],
    [0, 1.25],
    [-1.15, 0],
  ],
};
