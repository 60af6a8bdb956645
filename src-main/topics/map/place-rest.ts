import type { Placed } from './anchors.ts';
import type { Basis, MapVectors } from './map-vectors.ts';
import { neighboursOf, neighboursWithin } from './neighbours.ts';
import { movedAside, placeAmong, TELLING, usualGap } from './place-among.ts';
import type { Plane } from './plane.ts';

/** How far one part of the work is; the next begins at 0. */
export interface MapProgress {
  readonly done: number;
  readonly total: number;
}

/** Documents placed in one step: a fraction of a second. */
const AT_ONCE = 256;
/** Anchors whose gaps tell the usual one. */
const GAPS = 500;

/** Documents among the anchors, each by heavy vectors where it and they have them, else by light ones. */
export function* placeRest(
  vectors: MapVectors,
  rows: readonly number[],
  anchors: Placed,
): Generator<MapProgress, Plane> {
  const plane = new Float64Array(2 * rows.length);
  let done = 0;
  for (const basis of ['heavy', 'light'] as const) {
    const among = new Among(vectors, anchors, basis);
    const mine = [...rows.keys()].filter((at) => vectors.has(rows[at]!, 'heavy') === (basis === 'heavy'));
    for (let from = 0; from < mine.length; from += AT_ONCE) {
      const some = mine.slice(from, from + AT_ONCE);
      const places = among.places(some.map((at) => rows[at]!));
      places.forEach((place, index) => plane.set(place, 2 * some[index]!));
      done += some.length;
      yield { done, total: rows.length };
    }
  }
  return plane;
}

/** Anchors that further documents are compared with. */
class Among {
  readonly #vectors: MapVectors;
  readonly #basis: Basis;
  readonly #plane: Plane;
  readonly #space;
  readonly #gap: number;

  constructor(vectors: MapVectors, anchors: Placed, wanted: Basis) {
    const able = anchors.rows.filter((row) => vectors.has(row, wanted)).length;
    this.#vectors = vectors;
    this.#basis = able < TELLING ? 'light' : wanted;
    const places = [...anchors.rows.keys()].filter((at) => vectors.has(anchors.rows[at]!, this.#basis));
    this.#plane = Float64Array.from(
      places.flatMap((at) => [anchors.plane[2 * at]!, anchors.plane[2 * at + 1]!]),
    );
    this.#space = vectors.space(
      places.map((at) => anchors.rows[at]!),
      this.#basis,
    );
    const some = Math.min(GAPS, this.#space.count);
    this.#gap = usualGap(this.#plane, neighboursWithin(this.#space, { from: 0, to: some }, TELLING));
  }

  places(rows: readonly number[]): [number, number][] {
    const compared = rows.map((row) => this.#space.centred(this.#vectors.vector(row, this.#basis)));
    return neighboursOf(this.#space, compared, TELLING).map((neighbours, at) =>
      movedAside(placeAmong(this.#plane, neighbours), this.#vectors.contents[rows[at]!]!, this.#gap),
    );
  }
}
