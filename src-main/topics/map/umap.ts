import { UMAP } from 'umap-js';

import { seededRandom } from '../../lib/seeded-random.ts';
import type { Neighbours } from './neighbours.ts';
import type { Plane } from './plane.ts';

/** Documents whose nearness is kept, of each. */
export const NEIGHBOURS = 15;
/** How near alike documents may come: a little room, so that single ones can be pointed at. */
const NEAREST = 0.25;
const SEED = 42;
/** UMAP is laid out within about so far from its middle. */
const RADIUS = 10;

/** How far points go at first, and how often they go. */
export interface Pace {
  readonly learningRate: number;
  readonly nEpochs: number;
}

export const FIRST: Pace = { learningRate: 1, nEpochs: 400 };
/** From where they lay: what a person has come to know moves little. */
export const AGAIN: Pace = { learningRate: 0.15, nEpochs: 200 };

/**
 * A plane on which documents keep their neighbours: UMAP (McInnes, Healy and Melville, 2018), from exact neighbours and a
 * given start, so that the same documents always come to lie the same.
 */
export class UmapLayout {
  readonly steps: number;
  readonly #umap: UMAP;

  constructor(neighbours: readonly Neighbours[], start: Plane, pace: Pace) {
    const random = seededRandom(SEED);
    this.#umap = new UMAP({ nNeighbors: NEIGHBOURS, minDist: NEAREST, random, ...pace });
    this.#umap.setPrecomputedKNN(
      neighbours.map(({ rows }) => [...rows]),
      neighbours.map(({ cosines }) => cosines.map((cosine) => Math.max(0, 1 - cosine))),
    );
    // Vectors are only counted where neighbours are known.
    this.steps = this.#umap.initializeFit(neighbours.map(() => []));
    const scale = RADIUS / (start.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1);
    this.#umap.getEmbedding().forEach((point, row) => {
      point[0] = start[2 * row]! * scale;
      point[1] = start[2 * row + 1]! * scale;
    });
  }

  step(): void {
    this.#umap.step();
  }

  get plane(): Plane {
    return Float64Array.from(this.#umap.getEmbedding().flat());
  }
}
