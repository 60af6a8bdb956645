import { beforeEach, expect, test, vi } from 'vitest';

import { PointLayer } from '../../../../src-renderer/topics/map/point-layer.ts';
import type { Sprite } from '../../../../src-renderer/topics/map/sprites.ts';

/** jsdom draws nothing; what the layer needs of a picture is its bytes. */
class Image {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}

beforeEach(() => {
  vi.stubGlobal('ImageData', Image);
  return () => vi.unstubAllGlobals();
});

const SHEET = Uint8ClampedArray.of(200, 100, 0, 255);

/** Red all over, three pixels each way; the middle one covers half. */
function sign(): Sprite {
  const image = new ImageData(3, 3);
  for (let at = 0; at < image.data.length; at += 4) image.data.set([255, 0, 0, 255], at);
  image.data[4 * 4 + 3] = 127.5;
  return { image, side: 3 };
}

/** Red parts of the picture's rows, shown on a pen that notes them. */
function rows(layer: PointLayer, width: number): number[][] {
  let shown: number[] = [];
  layer.show({ putImageData: ({ data }: ImageData) => (shown = [...data]) } as never);
  const reds = shown.filter((_, at) => at % 4 === 0);
  return Array.from({ length: reds.length / width }, (_, row) => reds.slice(row * width, (row + 1) * width));
}

test('a sign covers what lies below it as much as its pixels and its own opacity say', () => {
  const layer = new PointLayer(5, 3, SHEET);
  layer.clear();
  layer.stamp(sign(), 2.5, 1.5, 1);
  expect(rows(layer, 5)).toEqual([
    [200, 255, 255, 255, 200],
    [200, 255, 228, 255, 200],
    [200, 255, 255, 255, 200],
  ]);
  layer.clear();
  layer.stamp(sign(), 2.5, 1.5, 0.5);
  expect(rows(layer, 5)[0]).toEqual([200, 228, 228, 228, 200]);
});

test.each([
  [0, 0],
  [5, 3],
  [0, 3],
  [-9, 40],
])('what lies outside at %i, %i is cut off, on every side', (x, y) => {
  const layer = new PointLayer(5, 3, SHEET);
  layer.clear();
  layer.stamp(sign(), x, y, 1);
  const covered = rows(layer, 5).flatMap((row, top) =>
    row.flatMap((red, left) => (red === 200 ? [] : [[left, top]])),
  );
  for (const [left = 0, top = 0] of covered) {
    expect(Math.abs(left + 0.5 - x)).toBeLessThanOrEqual(2);
    expect(Math.abs(top + 0.5 - y)).toBeLessThanOrEqual(2);
  }
  expect(covered.length > 0).toBe(x >= 0 && x <= 5 && y <= 3);
});
