import type { ReadConnection } from './connection.ts';
import { contentOfPassage, readPassage, type PassageRow } from './passages.ts';
import type { ResidentCodes } from './resident-codes.ts';

/** Passages of a document that are deepened unasked; beyond, vectors are made on the fly. */
const MOST_DEEPENED_OF_A_DOCUMENT = 2_000;

/** Consecutive passages worth deepening. */
interface WorthyRun {
  readonly first: number;
  readonly count: number;
}

const WORTHY_RUNS = `
  SELECT first_passage AS first, min(passages, ${MOST_DEEPENED_OF_A_DOCUMENT}) AS count FROM contents
  WHERE passages > 0 AND data_like = 0`;

/** Contents of which no copy lies outside paused roots are left as they are. */
const NOT_PAUSED = `
  AND EXISTS (SELECT 1 FROM documents
    WHERE content = contents.id AND root NOT IN (SELECT value FROM json_each(?)))`;

/** A document by its place: it and what lies within it. */
export interface DocumentPlace {
  readonly root: number;
  readonly path: string;
}

/** Which passages have heavy vectors: told by their resident codes, so that no table is walked for it. */
export class Deepening {
  readonly #connection: ReadConnection;
  readonly #codes: ResidentCodes;

  constructor(connection: ReadConnection, codes: ResidentCodes) {
    this.#connection = connection;
    this.#codes = codes;
  }

  /** Passages that have a heavy vector. */
  get vectors(): number {
    return this.doneBefore().at(-1) ?? 0;
  }

  /** How many passages are worth deepening outside paused roots, and how many of them are deepened. */
  counted(paused: readonly number[] = []): { total: number; done: number } {
    const before = this.doneBefore();
    let [total, done] = [0, 0];
    const runs = this.#connection
      .prepare<string[], WorthyRun>(`${WORTHY_RUNS}${paused.length > 0 ? NOT_PAUSED : ''}`)
      .iterate(...(paused.length > 0 ? [JSON.stringify(paused)] : []));
    for (const { first, count } of runs) {
      total += count;
      done += within(before, first, count);
    }
    return { total, done };
  }

  /** For each place the number of deepened passages before it; what lies between two is their difference. */
  doneBefore(): Uint32Array {
    const { live, used } = this.#codes;
    const before = new Uint32Array(used + 1);
    for (let place = 0; place < used; place += 1) before[place + 1] = before[place]! + live[place]!;
    return before;
  }

  /** The next passages without a vector behind `after`, in order of id. */
  shallow(after: number, limit: number, paused: readonly number[] = []): PassageRow[] {
    const from = contentOfPassage(this.#connection, after)?.firstPassage ?? after;
    const runs = this.#connection
      .prepare<(number | string)[], WorthyRun>(
        `${WORTHY_RUNS} AND first_passage >= ?${paused.length > 0 ? NOT_PAUSED : ''} ORDER BY first_passage`,
      )
      .iterate(from, ...(paused.length > 0 ? [JSON.stringify(paused)] : []));
    return this.#ids(runs, after, limit).flatMap((id) => readPassage(this.#connection, id) ?? []);
  }

  /** The same of one document and what lies within it. */
  shallowOf({ root, path }: DocumentPlace, after: number, limit: number): PassageRow[] {
    const runs = this.#connection
      .prepare<[number, string], WorthyRun>(
        `WITH file AS (SELECT id FROM documents WHERE root = ? AND path = ?)
         ${WORTHY_RUNS} AND id IN (
           SELECT content FROM documents WHERE id = (SELECT id FROM file)
           UNION SELECT content FROM documents WHERE container = (SELECT id FROM file))
         ORDER BY first_passage`,
      )
      .all(root, path)
      .filter(({ first, count }) => first + count > after);
    return this.#ids(runs, after, limit).flatMap((id) => readPassage(this.#connection, id) ?? []);
  }

  #ids(runs: Iterable<WorthyRun>, after: number, limit: number): number[] {
    const { live } = this.#codes;
    const ids: number[] = [];
    for (const { first, count } of runs) {
      for (let id = Math.max(first, after + 1); id < first + count; id += 1) {
        if (live[id] !== 1) ids.push(id);
        if (ids.length === limit) return ids;
      }
    }
    return ids;
  }
}

/** How many passages of a content are worth deepening. */
export function worthDeepening(passages: number, isDataLike: boolean): number {
  return isDataLike ? 0 : Math.min(passages, MOST_DEEPENED_OF_A_DOCUMENT);
}

/** Deepened passages among `count` from `first` on. */
export function within(before: Uint32Array, first: number, count: number): number {
  const last = before.length - 1;
  return (before[Math.min(first + count, last)] ?? 0) - (before[Math.min(first, last)] ?? 0);
}
