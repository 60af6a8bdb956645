import type { ReadConnection, WriteConnection } from './connection.ts';

/** A heavy vector by the hash of the text it was made of: int8, sqlite-vec's form. */
export interface StoredVector {
  readonly hash: Uint8Array;
  readonly vector: Int8Array;
}

/** A vector on its way to be kept, with the passage it was made for. */
export interface PassageVector extends StoredVector {
  readonly passage: number;
}

/** Keeps vectors, inside a transaction; one that is known stays as it is. */
export function keepVectors(
  connection: WriteConnection,
  model: number,
  vectors: readonly StoredVector[],
): void {
  const insert = connection.prepare<[number, Uint8Array, Uint8Array], never>(
    'INSERT OR IGNORE INTO vectors (model, hash, vector) VALUES (?, ?, ?)',
  );
  for (const { hash, vector } of vectors) insert.run(model, hash, bytesOf(vector));
}

/** The stored vector of a hash. */
export function readVector(
  connection: ReadConnection,
  model: number,
  hash: Uint8Array,
): Int8Array | undefined {
  const row = connection
    .prepare<[number, Uint8Array], { vector: Buffer }>(
      'SELECT vector FROM vectors WHERE model = ? AND hash = ?',
    )
    .get(model, hash);
  return row === undefined ? undefined : new Int8Array(row.vector);
}

/** The stored vector of a passage's text. */
export function vectorOfPassage(
  connection: ReadConnection,
  model: number,
  passage: number,
): Int8Array | undefined {
  const row = connection
    .prepare<[number], { hash: Buffer }>('SELECT hash FROM passages WHERE id = ?')
    .get(passage);
  return row === undefined ? undefined : readVector(connection, model, row.hash);
}

/** Stored vectors of one model; those of others wait for when it is chosen again. */
export function countVectors(connection: ReadConnection, model: number): number {
  return (
    connection
      .prepare<[number], { count: number }>('SELECT count(*) AS count FROM vectors WHERE model = ?')
      .get(model)?.count ?? 0
  );
}

/** Passages of a document that are deepened unasked; beyond, vectors are made on the fly. */
const MOST_DEEPENED_OF_A_DOCUMENT = 2_000;

/** Passages of documents worth deepening, joined to their content. */
const WORTH_DEEPENING = `
  FROM passages JOIN contents
    ON contents.first_passage = (SELECT max(first_passage) FROM contents WHERE passages > 0 AND first_passage <= passages.id)
  WHERE contents.passages > 0 AND contents.data_like = 0
    AND passages.id - contents.first_passage < ${MOST_DEEPENED_OF_A_DOCUMENT}`;

/** A passage that has no heavy vector yet. */
export interface ShallowPassage {
  readonly id: number;
  readonly content: number;
  readonly title: string | null;
  readonly heading: string | null;
  readonly start: number;
  readonly length: number;
  readonly hash: Uint8Array;
}

/** The next passages without a vector behind `after`, in order of id. */
export function shallowPassages(
  connection: ReadConnection,
  model: number,
  after: number,
  limit: number,
): ShallowPassage[] {
  return connection
    .prepare<[number, number, number], ShallowPassage>(
      `SELECT passages.id, contents.id AS content, contents.title, heading, start, passages.length, passages.hash
       ${WORTH_DEEPENING} AND passages.id > ?
         AND NOT EXISTS (SELECT 1 FROM vectors WHERE model = ? AND vectors.hash = passages.hash)
       ORDER BY passages.id LIMIT ?`,
    )
    .all(after, model, limit);
}

/** How many passages are worth deepening, and how many of them are deepened. */
export function countDeepened(connection: ReadConnection, model: number): { total: number; done: number } {
  const row = connection
    .prepare<[number], { total: number; done: number }>(
      `SELECT count(*) AS total,
         coalesce(sum(EXISTS (SELECT 1 FROM vectors WHERE model = ? AND vectors.hash = passages.hash)), 0) AS done
       ${WORTH_DEEPENING}`,
    )
    .get(model);
  return row ?? { total: 0, done: 0 };
}

function bytesOf(vector: Int8Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
