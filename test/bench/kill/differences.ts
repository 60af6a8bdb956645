import { join } from 'node:path';

import { openForReading } from '../../../src-main/storage/connection.ts';

/** A digest says that two libraries differ; this says where. */
const MOST_TOLD = 10;

interface Known {
  readonly path: string;
  readonly told: string;
}

/** Lines for documents that two libraries know differently, and their number. */
export function differences(expected: string, found: string): string[] {
  const before = documentsOf(expected);
  const after = documentsOf(found);
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const lines = paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `      ${path}: ${before.get(path) ?? 'unknown'} → ${after.get(path) ?? 'unknown'}`);
  return [`      ${lines.length} documents differ`, ...lines.slice(0, MOST_TOLD)];
}

function documentsOf(library: string): Map<string, string> {
  const connection = openForReading(join(library, 'index.db'));
  try {
    const rows = connection
      .prepare<[], Known>(
        `SELECT path, concat_ws(' ', state, documents.code, format, lower(hex(hash)), length, passages) AS told
         FROM documents LEFT JOIN contents ON contents.id = documents.content`,
      )
      .all();
    return new Map(rows.map(({ path, told }) => [path, told]));
  } finally {
    connection.close();
  }
}
