import type { Means, Scene } from './scene.ts';
import { placeOf } from './points.ts';
import { toScreen } from './view.ts';

/** How much of themselves other points show while one label is chosen. */
const OTHERS = 0.85;
/** Points of one step: a few milliseconds of a page that draws them for the first time. */
const STEP = 2_048;

/**
 * Those without a label first, the chosen label's last, on top of all the one that is spoken of. Nothing is seen of
 * them before the last step.
 */
export function* drawPoints(means: Means, scene: Scene, radius: number): Generator<void> {
  const { labels, chosen, active, points } = scene;
  means.layer.clear();
  const order = [-1, ...labels.keys()].sort(
    (left, right) => Number(left === chosen) - Number(right === chosen),
  );
  for (const label of order) yield* stampLabel(means, scene, { label, radius });
  if (active >= 0) stampActive(means, scene, points.label[active] ?? -1, radius + 1);
  means.layer.show(means.pen);
}

function* stampLabel(
  { sprites, layer, density }: Means,
  { points, labels, chosen, shown, carried, width, height }: Scene,
  { label, radius }: { readonly label: number; readonly radius: number },
): Generator<void> {
  const [scaleX, scaleY] = carried.scale;
  const [offsetX, offsetY] = carried.offset;
  const sprite = sprites.of(labels[label]?.colour ?? null, radius);
  const { side } = sprite;
  const opacity = label === chosen || label < 0 || chosen < 0 ? 1 : OTHERS;
  let stamped = 0;
  for (let at = 0; at < points.count; at += 1) {
    if (points.label[at] !== label || !shown(at)) continue;
    const x = points.x[at]! * scaleX + offsetX;
    const y = points.y[at]! * scaleY + offsetY;
    if (x < -side || y < -side || x > width + side || y > height + side) continue;
    layer.stamp(sprite, x * density, y * density, opacity);
    stamped += 1;
    if (stamped % STEP === 0) yield;
  }
  yield;
}

function stampActive(
  { sprites, layer, density }: Means,
  { points, active, labels, carried }: Scene,
  label: number,
  radius: number,
): void {
  const [x, y] = toScreen(carried, placeOf(points, active));
  layer.stamp(sprites.of(labels[label]?.colour ?? null, radius), x * density, y * density, 1);
}
