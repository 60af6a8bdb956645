import { drawPoints } from './draw-points.ts';
import { NAME_HEIGHT, spread, type Name } from './names.ts';
import { placeOf } from './points.ts';
import type { Means, Scene } from './scene.ts';
import { toScreen, type Place } from './view.ts';

const FULL_TURN = 2 * Math.PI;
/** Points are larger where they are few, and where the map is enlarged. */
const [SMALLEST, LARGEST] = [2.2, 5.5];
const FEW = 300;
/** … and on a large screen. */
const [USUAL_SIDE, MOST_ROOM] = [600, 1.4];
const RING = 4.5;
const AROUND = 1.5;

/** Draws a picture, step by step: it is seen once the last one is done. */
export function* drawing(means: Means, scene: Scene): Generator<void> {
  const { pen, density } = means;
  pen.setTransform(density, 0, 0, density, 0, 0);
  const radius = radiusOf(scene);
  yield* drawPoints(means, scene, radius);
  drawGathered(means, scene, radius);
  drawLoop(means, scene);
  drawNames(means, scene, radius);
  if (scene.active >= 0) drawActive(means, scene, radius);
}

/** In halves of a pixel: signs are drawn once for each. */
function radiusOf({ points, scale, width, height }: Scene): number {
  const crowd = 3.6 * (FEW / Math.max(FEW, points.count)) ** 0.18;
  const room = Math.sqrt(Math.min(width, height) / USUAL_SIDE);
  const wanted = crowd * Math.min(MOST_ROOM, room) * Math.min(2, scale ** 0.3);
  return Math.round(2 * Math.min(LARGEST, Math.max(SMALLEST, wanted))) / 2;
}

function drawGathered({ pen, palette }: Means, { points, gathered, carried }: Scene, radius: number): void {
  if (gathered.size === 0) return;
  pen.strokeStyle = palette.pen;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const at of gathered) {
    const [x, y] = toScreen(carried, placeOf(points, at));
    pen.moveTo(x + radius + AROUND, y);
    pen.arc(x, y, radius + AROUND, 0, FULL_TURN);
  }
  pen.stroke();
}

function drawLoop({ pen, palette }: Means, { loop, carried }: Scene): void {
  if (loop.length < 2) return;
  pen.beginPath();
  for (const place of loop) pen.lineTo(...toScreen(carried, place));
  pen.closePath();
  pen.fillStyle = palette.wash;
  pen.strokeStyle = palette.pen;
  pen.lineWidth = 1.5;
  pen.setLineDash([5, 4]);
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
}

function drawNames(means: Means, scene: Scene, radius: number): void {
  const { pen, palette } = means;
  pen.font = `600 ${palette.fontSize}px ${palette.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  for (const { text, at } of namesIn(scene, radius, (name) => pen.measureText(name).width)) {
    pen.lineWidth = 4;
    pen.strokeStyle = palette.sheet;
    pen.strokeText(text, ...at);
    pen.fillStyle = palette.ink;
    pen.fillText(text, ...at);
  }
}

/** The chosen label's name first, then those of most documents; kept inside the picture. */
function namesIn(
  { labels, chosen, carried, width, height }: Scene,
  radius: number,
  measure: (text: string) => number,
): Name[] {
  const first = (label: number): number => (label === chosen ? Infinity : (labels[label]?.count ?? 0));
  const names = labels.flatMap(({ name, centre, isShown }, label): Name[] => {
    if (centre === null || !isShown) return [];
    const [x, y] = toScreen(carried, centre);
    if (x < 0 || y < 0 || x > width || y > height) return [];
    const half = measure(name) / 2;
    const at: Place = [
      Math.min(width - half - 6, Math.max(half + 6, x)),
      Math.max(NAME_HEIGHT, y - radius - NAME_HEIGHT / 2),
    ];
    return [{ label, text: name, at, width: 2 * half }];
  });
  return spread(names.sort((left, right) => first(right.label) - first(left.label)));
}

/** A ring around the point that is spoken of. */
function drawActive({ pen, palette }: Means, scene: Scene, radius: number): void {
  const { points, active, carried } = scene;
  const [x, y] = toScreen(carried, placeOf(points, active));
  pen.beginPath();
  pen.arc(x, y, radius + RING, 0, FULL_TURN);
  pen.strokeStyle = palette.sheet;
  pen.lineWidth = 4;
  pen.stroke();
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 2;
  pen.stroke();
}
