import { createHash } from 'node:crypto';

import { openForWriting, type WriteConnection } from '../../../src-main/storage/connection.ts';
import { migrate } from '../../../src-main/storage/migrate.ts';
import { indexMigrations } from '../../../src-main/storage/migrations/index-database.ts';
import { post } from '../../../src-main/storage/posting-writer.ts';

export interface MadeVectors {
  readonly light: Int8Array;
  readonly heavy: Int8Array;
  readonly documents: number;
}

/** Digits that name a document's content. */
const HASH_BYTES = 16;

/** Stores documents of one passage each, with the vectors given, as a library has them after everything was read. */
export function storeMade(
  file: string,
  { light, heavy, documents }: MadeVectors,
  { model, textOf }: { readonly model: string; readonly textOf: (document: number) => string },
): WriteConnection {
  const connection = openForWriting(file, { durable: false });
  migrate(connection, indexMigrations);
  connection.transaction(() => {
    connection.prepare<[string], never>('INSERT INTO models (id, name) VALUES (1, ?)').run(model);
    const [lightBytes, heavyBytes] = [light.length / documents, heavy.length / documents];
    for (let place = 0; place < documents; place++) {
      const id = place + 1;
      storeDocument(connection, id, textOf(place));
      connection
        .prepare<[number, Uint8Array, Uint8Array], never>(
          'INSERT INTO document_vectors (content, light, heavy, heavy_model) VALUES (?, ?, ?, 1)',
        )
        .run(
          id,
          bytesAt(light, place * lightBytes, lightBytes),
          bytesAt(heavy, place * heavyBytes, heavyBytes),
        );
    }
  });
  return connection;
}

function storeDocument(connection: WriteConnection, id: number, text: string): void {
  const hash = createHash('sha256').update(String(id)).digest().subarray(0, HASH_BYTES);
  connection
    .prepare<[number, Uint8Array, number, number], never>(
      `INSERT INTO contents (id, hash, format, length, data_like, first_passage, passages)
       VALUES (?, ?, 'text', ?, 0, ?, 1)`,
    )
    .run(id, hash, text.length, id);
  connection
    .prepare<[number, string, number], never>(
      `INSERT INTO documents (id, root, path, size, modified, state, content, seen)
       VALUES (?, 1, ?, 1, 0, 'indexed', ?, 1)`,
    )
    .run(id, `document-${id}.txt`, id);
  post(connection, { id, title: null, heading: null, body: text });
}

function bytesAt(rows: Int8Array, from: number, length: number): Uint8Array {
  return new Uint8Array(rows.buffer, rows.byteOffset + from, length);
}
