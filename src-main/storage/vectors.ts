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
    .prepare<[number, number], { vector: Buffer }>(
      `SELECT vector FROM passages CROSS JOIN vectors ON vectors.hash = passages.hash AND model = ?
       WHERE passages.id = ?`,
    )
    .get(model, passage);
  return row === undefined ? undefined : new Int8Array(row.vector);
}

/** The stored vectors of consecutive passages, in order; those that have none are left out. */
export function vectorsOfPassages(
  connection: ReadConnection,
  model: number,
  first: number,
  count: number,
): Int8Array[] {
  return connection
    .prepare<[number, number, number], { vector: Buffer }>(
      `SELECT vector FROM passages CROSS JOIN vectors ON vectors.hash = passages.hash AND model = ?
       WHERE passages.id >= ? AND passages.id < ? ORDER BY passages.id`,
    )
    .all(model, first, first + count)
    .map(({ vector }) => new Int8Array(vector.buffer, vector.byteOffset, vector.length));
}

/**
 * The stored heavy vectors of some passages, by passage; those that have none are left out. One statement for all: hundreds
 * of documents are read for one question, and a call for each passage takes more than twice as long.
 */
export function storedVectors(
  connection: ReadConnection,
  model: number,
  passages: readonly number[],
): Map<number, Int8Array> {
  const rows = connection
    .prepare<[string, number], { passage: number; vector: Buffer }>(
      `SELECT passages.id AS passage, vector FROM json_each(?) AS asked
       CROSS JOIN passages ON passages.id = asked.value
       CROSS JOIN vectors ON vectors.hash = passages.hash AND vectors.model = ?`,
    )
    .all(JSON.stringify(passages), model);
  return new Map(
    rows.map(({ passage, vector }) => [
      passage,
      new Int8Array(vector.buffer, vector.byteOffset, vector.length),
    ]),
  );
}

function bytesOf(vector: Int8Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
