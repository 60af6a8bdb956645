import { unitOf } from '../lib/vector.ts';
import { vectorOfPassage } from '../storage/vectors.ts';
import type { KnownUnits, Units } from './asked-vectors.ts';
import type { HeavySpace } from './coded-space.ts';
import { likeningOf, likeningOfBounds, type Likening, type ReadTwice } from './likening.ts';
import type { SearchLibrary } from './search-library.ts';

/** Passages that both models have read, kept to compare the two by. */
const MOST_COMPARED = 512;
/** Of these, how many are looked up for one query, so that none waits for it: ten microseconds each. */
const LOOKED_UP = 64;
/** Of the places with a code: steps of the golden ratio reach every part of them evenly, however many there are. */
const STEP = 0.618_033_988_749_895;

type Parts = Pick<
  SearchLibrary,
  'connection' | 'heavy' | 'leaving' | 'deepCalibration' | 'leavingCalibration'
>;

/** Vectors that are stored of passages, of one model and, while it takes the place of another, of that one too. */
export class StoredUnits {
  readonly #library: Parts;
  #readTwice: ReadTwice[] = [];
  #step = 0;

  constructor(library: Parts) {
    this.#library = library;
  }

  /** @param both also those of the model before; to be called inside a snapshot, as the other */
  of(passages: readonly number[], both: boolean): KnownUnits {
    const { heavy, leaving } = this.#library;
    return {
      now: this.#unitsOf(passages, heavy),
      before: both && leaving !== null ? this.#unitsOf(passages, leaving) : new Map(),
    };
  }

  /** What similarities of the model before stand for, for one query: by the passages that both have read. */
  likening(query: ReadTwice): Likening {
    const { leavingCalibration, deepCalibration } = this.#library;
    this.#lookUp();
    return likeningOf(query, this.#readTwice, likeningOfBounds(leavingCalibration, deepCalibration));
  }

  /** Looks some more up; the oldest go, for what has been read changes. */
  #lookUp(): void {
    const { heavy, leaving } = this.#library;
    const { live, used } = heavy.resident;
    if (leaving === null || used === 0) return;
    const places = Array.from({ length: LOOKED_UP }, () => {
      this.#step = (this.#step + STEP) % 1;
      return Math.floor(this.#step * used);
    }).filter((place) => live[place] === 1);
    const [now, before] = [this.#unitsOf(places, heavy), this.#unitsOf(places, leaving)];
    const found = places.flatMap((place) => {
      const [left, right] = [before.get(place), now.get(place)];
      return left && right ? [{ before: left, now: right }] : [];
    });
    this.#readTwice = [...found, ...this.#readTwice].slice(0, MOST_COMPARED);
  }

  #unitsOf(passages: readonly number[], { vectorModel }: HeavySpace): Units {
    const { connection } = this.#library;
    return new Map(
      [...new Set(passages)].flatMap((id): [number, Float32Array][] => {
        const vector = vectorOfPassage(connection, vectorModel, id);
        return vector === undefined ? [] : [[id, unitOf(vector)]];
      }),
    );
  }
}
