import { readPalette } from './palette.ts';
import { PointLayer } from './point-layer.ts';
import type { Means } from './scene.ts';
import { pixelOf, Sprites } from './sprites.ts';
import type { Size } from './view.ts';

/**
 * What a canvas is drawn with, at a size in pixels of CSS; null where nothing can be drawn. A canvas that gets another
 * size is empty: it is to be drawn within the same frame.
 */
export function meansFor(canvas: HTMLCanvasElement, { width, height }: Size): Means | null {
  const density = devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) return null;
  const palette = readPalette(canvas.parentElement ?? canvas);
  const layer = new PointLayer(canvas.width, canvas.height, pixelOf(palette.sheet));
  return { pen, palette, density, layer, sprites: new Sprites(palette, density) };
}
