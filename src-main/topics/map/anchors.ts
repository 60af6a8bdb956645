import type { MapLayout, MapPoint, StoredMap } from '../../storage/map-points.ts';
import type { Basis, MapVectors } from './map-vectors.ts';
import { aligned, evened, intoUnitSquare, type Plane } from './plane.ts';

/** Some documents, and where they lie. */
export interface Placed {
  readonly rows: readonly number[];
  readonly plane: Plane;
}

/** A map is made anew once the library has grown by so much since … */
const GROWN = 1.5;
/** … or once so few of the points that hold it are left. */
const LEAST_ANCHORS = 0.5;
/** Points known from before that tell how a new map has to be turned. */
const FEWEST_TO_ALIGN = 3;

/** What there is now of the library that a map was made for. */
export interface Present {
  readonly documents: number;
  /** Anchors that are left. */
  readonly anchors: number;
  readonly basis: Basis;
}

/** Whether a map no longer fits: the library grew by half, lost what held it, or can be compared better. */
export function isOutgrown(layout: MapLayout | null, { documents, anchors, basis }: Present): boolean {
  if (layout === null) return true;
  return (
    documents >= layout.documents * GROWN ||
    anchors < layout.anchors * LEAST_ANCHORS ||
    (layout.basis === 'light' && basis === 'heavy')
  );
}

/** Anchors of a map that stands, as far as they are still there. */
export function anchorsOf(vectors: MapVectors, { points }: StoredMap): Placed {
  const present = points.filter(({ content, anchor }) => anchor && vectors.rowOf(content) !== undefined);
  return {
    rows: present.map(({ content }) => vectors.rowOf(content)!),
    plane: Float64Array.from(present.flatMap(({ x, y }) => [x, y])),
  };
}

/** Those of some rows that have a place. */
export function placedBefore(vectors: MapVectors, rows: readonly number[], stored: StoredMap): Placed {
  const known = pointsAt(vectors, rows, stored).flatMap((point, at) =>
    point === undefined ? [] : [{ row: rows[at]!, point }],
  );
  return {
    rows: known.map(({ row }) => row),
    plane: Float64Array.from(known.flatMap(({ point }) => [point.x, point.y])),
  };
}

/** A new layout turned to lie as the map before did, within the square. */
export function asBefore(vectors: MapVectors, { rows, plane }: Placed, stored: StoredMap): Plane {
  const shared = pointsAt(vectors, rows, stored).flatMap((point, place) =>
    point === undefined ? [] : [{ place, point }],
  );
  if (shared.length < FEWEST_TO_ALIGN) return evened(intoUnitSquare(plane));
  const before = Float64Array.from(shared.flatMap(({ point }) => [point.x, point.y]));
  const places = shared.map(({ place }) => place);
  return evened(intoUnitSquare(aligned(plane, places, before)));
}

function pointsAt(
  { contents }: MapVectors,
  rows: readonly number[],
  { points }: StoredMap,
): (MapPoint | undefined)[] {
  const known = new Map(points.map((point) => [point.content, point]));
  return rows.map((row) => known.get(contents[row]!));
}
