import type { DocumentSpace } from '../../lib/document-space.ts';
import type { StoredDocumentVectors } from '../../storage/document-vectors.ts';
import type { MadePoints, StoredMap } from '../../storage/map-points.ts';
import { anchorsOf, asBefore, isOutgrown, placedBefore, type Placed } from './anchors.ts';
import { MapVectors } from './map-vectors.ts';
import { neighboursWithin, type Neighbours } from './neighbours.ts';
import { placeRest, type MapProgress } from './place-rest.ts';
import type { Plane } from './plane.ts';
import { principalPlane } from './principal-plane.ts';
import { sampleRows } from './sample.ts';
import { AGAIN, FIRST, NEIGHBOURS, UmapLayout } from './umap.ts';

/** Documents laid out together: the time grows faster than their number, and further ones lie among them. */
const MOST_ANCHORS = 2_500;
/** Of fewer the two widest directions tell as much as neighbours do. */
const FEWEST_FOR_NEIGHBOURS = 50;
/** Documents whose neighbours are sought in one step. */
const AT_ONCE = 256;

/**
 * Makes what is missing of a library's map, a short step at a time: nothing, the places of what came, or all of it.
 * Points that are there stay where they are until the whole is made anew, which then lies as the old one did.
 */
export function* makeMap(
  found: StoredDocumentVectors,
  stored: StoredMap,
): Generator<MapProgress, MadePoints | null> {
  if (found.contents.length === 0) return null;
  const vectors = new MapVectors(found);
  const anchors = anchorsOf(vectors, stored);
  const present = { documents: vectors.contents.length, anchors: anchors.rows.length, basis: vectors.basis };
  if (isOutgrown(stored.layout, present)) return yield* layOutAnew(vectors, stored);
  const known = new Set(stored.points.map(({ content }) => content));
  const fresh = vectors.rows.filter((row) => !known.has(vectors.contents[row]!));
  if (fresh.length === 0) return null;
  const plane = yield* placeRest(vectors, fresh, anchors);
  return pointsOf(vectors, { rows: fresh, plane }, null);
}

function* layOutAnew(vectors: MapVectors, stored: StoredMap): Generator<MapProgress, MadePoints> {
  const { basis, contents } = vectors;
  const rows = anchorRows(vectors);
  const laidOut = yield* planeOf(vectors.space(rows, basis), yield* startOf(vectors, rows, stored));
  const plane = asBefore(vectors, { rows, plane: laidOut }, stored);
  const held = new Set(rows);
  const rest = vectors.rows.filter((row) => !held.has(row));
  const further = yield* placeRest(vectors, rest, { rows, plane });
  const all = { rows: [...rows, ...rest], plane: joined(plane, further) };
  return pointsOf(vectors, all, { documents: contents.length, anchors: rows.length, basis });
}

function joined(first: Plane, second: Plane): Plane {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function anchorRows(vectors: MapVectors): number[] {
  const able = vectors.rows.filter((row) => vectors.has(row, vectors.basis));
  const contents = able.map((row) => vectors.contents[row]!);
  return sampleRows(contents, MOST_ANCHORS).map((place) => able[place]!);
}

/** Where rows lay, or would lie, where most of them have a place: a map made anew grows out of the one before. */
function* startOf(
  vectors: MapVectors,
  rows: readonly number[],
  stored: StoredMap,
): Generator<MapProgress, Plane | null> {
  const known = placedBefore(vectors, rows, stored);
  if (known.rows.length === 0 || known.rows.length * 2 < rows.length) return null;
  const old = new Set(known.rows);
  const fresh = rows.filter((row) => !old.has(row));
  const plane = joined(known.plane, yield* placeRest(vectors, fresh, known));
  const at = new Map([...known.rows, ...fresh].map((row, place) => [row, place]));
  return Float64Array.from(
    rows.flatMap((row) => [plane[2 * at.get(row)!]! - 0.5, plane[2 * at.get(row)! + 1]! - 0.5]),
  );
}

/** Neighbours of the anchors, then UMAP from them; of few documents their widest directions. */
function* planeOf(space: DocumentSpace, start: Plane | null): Generator<MapProgress, Plane> {
  if (space.count < FEWEST_FOR_NEIGHBOURS) return principalPlane(space);
  const neighbours: Neighbours[] = [];
  for (let from = 0; from < space.count; from += AT_ONCE) {
    const to = Math.min(space.count, from + AT_ONCE);
    neighbours.push(...neighboursWithin(space, { from, to }, NEIGHBOURS - 1));
    yield { done: 0, total: 1 };
  }
  const layout =
    start === null
      ? new UmapLayout(neighbours, principalPlane(space), FIRST)
      : new UmapLayout(neighbours, start, AGAIN);
  for (let step = 0; step < layout.steps; step++) {
    layout.step();
    yield { done: step, total: layout.steps };
  }
  return layout.plane;
}

function pointsOf(
  { contents }: MapVectors,
  { rows, plane }: Placed,
  layout: MadePoints['layout'],
): MadePoints {
  return {
    layout,
    contents: Uint32Array.from(rows, (row) => contents[row]!),
    x: Float32Array.from(rows, (_, at) => plane[2 * at]!),
    y: Float32Array.from(rows, (_, at) => plane[2 * at + 1]!),
    anchors: Uint8Array.from(rows, (_, at) => Number(layout !== null && at < layout.anchors)),
  };
}
