import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import { openForReading, PASSING_CACHE } from '../storage/connection.ts';
import { tellDamage } from '../storage/damage.ts';
import { readDocumentVectors } from '../storage/document-vectors.ts';
import { readMap, type MadePoints } from '../storage/map-points.ts';
import { findModel } from '../storage/models.ts';
import { makeMap } from '../topics/map/make-map.ts';
import type { MapProgress } from '../topics/map/place-rest.ts';

/** Entry of the thread that lays out the map, from a connection of its own; it lives as long as it has something to do. */
export interface MapThreadOptions {
  /** Path of index.db. */
  readonly file: string;
  readonly heavyModel: string;
}

/** How far the work is, or what it came to: null where nothing was missing. */
export type MapStep =
  | { readonly isDone: false; readonly progress: MapProgress }
  | { readonly isDone: true; readonly made: MadePoints | null };

/** Worked at a stretch, between two words on how far it is. */
const STRETCH_MILLISECONDS = 150;

let work: ReturnType<typeof makeMap> | undefined;
let file: string | undefined;

const mapHandlers = {
  open: ({ file: index, heavyModel }: MapThreadOptions): true => {
    file = index;
    const connection = openForReading(index, PASSING_CACHE);
    try {
      const vectors = readDocumentVectors(connection, findModel(connection, heavyModel));
      work = makeMap(vectors, readMap(connection));
    } finally {
      connection.close();
    }
    return true;
  },
  step: (): MapStep => {
    if (work === undefined) throw new Error('no library is open');
    const until = performance.now() + STRETCH_MILLISECONDS;
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return { isDone: true, made: value };
      if (performance.now() > until) return { isDone: false, progress: value };
    }
  },
  close: () => (work = undefined),
};

export type MapHandlers = typeof mapHandlers;

standBack('thread');
serveCalls(threadPort(), mapHandlers, (thrown) => tellDamage(thrown, file));
