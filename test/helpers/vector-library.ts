import { join } from 'node:path';

import { openForReading, openForWriting, type ReadConnection } from '../../src-main/storage/connection.ts';
import { HASH_BYTES } from '../../src-main/storage/content.ts';
import { migrate } from '../../src-main/storage/migrate.ts';
import { indexMigrations } from '../../src-main/storage/migrations/index-database.ts';
import { ResidentCodes } from '../../src-main/storage/resident-codes.ts';
import { keepVectors, type StoredVector } from '../../src-main/storage/vectors.ts';
import { digestOf, HEAVY_CODE_BYTES, HEAVY_MODEL } from './stored-library.ts';
import { temporaryFolder } from './temporary-folder.ts';

const AT_ONCE = 20_000;

/** What of a library is asked where passages are compared by their heavy vectors. */
export interface VectorLibrary extends AsyncDisposable {
  readonly file: string;
  readonly connection: ReadConnection;
  readonly heavy: ResidentCodes;
  readonly heavyModel: number;
  readonly heavyDimensions: number;
}

/** An index.db of passages 0, 1, 2… that say nothing, each read closely: what they lead to is `vectorOf` their numbers. */
export async function vectorLibrary(
  count: number,
  vectorOf: (passage: number) => Int8Array,
): Promise<VectorLibrary> {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'index.db');
  store(file, count, vectorOf);
  const heavy = ResidentCodes.ofWidth(HEAVY_CODE_BYTES);
  // What the codes are is nobody's business here: ones, for zeros stand where there is none.
  heavy.put(0, new Uint8Array(count * HEAVY_CODE_BYTES).fill(1));
  const connection = openForReading(file);
  return {
    file,
    connection,
    heavy,
    heavyModel: HEAVY_MODEL,
    heavyDimensions: vectorOf(0).length,
    [Symbol.asyncDispose]: async () => {
      connection.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function store(file: string, count: number, vectorOf: (passage: number) => Int8Array): void {
  const connection = openForWriting(file, { durable: false });
  migrate(connection, indexMigrations);
  const insert = connection.prepare<[number, Uint8Array], never>(
    'INSERT INTO passages (id, start, length, hash) VALUES (?, 0, 1, ?)',
  );
  for (let from = 0; from < count; from += AT_ONCE)
    connection.transaction(() => {
      const vectors: StoredVector[] = [];
      for (let passage = from; passage < Math.min(count, from + AT_ONCE); passage += 1) {
        const hash = digestOf(String(passage), HASH_BYTES);
        insert.run(passage, hash);
        vectors.push({ hash, vector: vectorOf(passage) });
      }
      keepVectors(connection, HEAVY_MODEL, vectors);
    });
  connection.closeWhole();
}
