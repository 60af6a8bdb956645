import type { ReadConnection } from '../storage/connection.ts';

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
