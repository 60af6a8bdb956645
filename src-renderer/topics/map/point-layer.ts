import type { Sprite } from './sprites.ts';

/** Bytes of a pixel: red, green, blue, and how much it covers. */
const BYTES = 4;
const OPAQUE = 255;

/**
 * The picture of all points, made pixel by pixel: stamping twenty thousand signs takes a few milliseconds, where as many
 * calls of a canvas hold the page up for tenths of a second wherever no graphics card draws them.
 */
export class PointLayer {
  readonly #image: ImageData;
  readonly #sheet: Uint8ClampedArray;

  /** @param sheet one opaque pixel: what lies below the points */
  constructor(width: number, height: number, sheet: Uint8ClampedArray) {
    this.#image = new ImageData(Math.max(1, width), Math.max(1, height));
    this.#sheet = sheet;
  }

  clear(): void {
    // Doubled from one pixel on: no loop over millions of them.
    const { data } = this.#image;
    data.set(this.#sheet.subarray(0, BYTES));
    for (let done = BYTES; done < data.length; done *= 2) data.copyWithin(done, 0, done);
  }

  /** A sign with its middle at a pixel of the screen; what lies outside is cut off. */
  stamp({ image }: Sprite, x: number, y: number, opacity: number): void {
    const { width, height } = this.#image;
    const left = Math.round(x - image.width / 2);
    const top = Math.round(y - image.height / 2);
    const [fromColumn, toColumn] = [Math.max(0, -left), Math.min(image.width, width - left)];
    const toRow = Math.min(image.height, height - top);
    for (let row = Math.max(0, -top); row < toRow; row += 1) {
      const from = BYTES * (row * image.width + fromColumn);
      const to = BYTES * ((top + row) * width + left + fromColumn);
      blend(image.data, from, { into: this.#image.data, to, pixels: toColumn - fromColumn, opacity });
    }
  }

  show(pen: CanvasRenderingContext2D): void {
    pen.putImageData(this.#image, 0, 0);
  }
}

interface Blending {
  readonly into: Uint8ClampedArray;
  readonly to: number;
  readonly pixels: number;
  readonly opacity: number;
}

/** Lays a row of pixels over others, each as much as it covers. */
function blend(pixels: Uint8ClampedArray, from: number, { into, to, pixels: count, opacity }: Blending) {
  for (let at = 0; at < BYTES * count; at += BYTES) {
    const cover = (pixels[from + at + 3]! / OPAQUE) * opacity;
    if (cover === 0) continue;
    for (let part = 0; part < BYTES - 1; part += 1) {
      const below = into[to + at + part]!;
      into[to + at + part] = below + (pixels[from + at + part]! - below) * cover;
    }
  }
}
