import type { ReadConnection } from './connection.ts';

/** One vector of every content that a document has, in order of content. */
export interface StoredDocumentVectors {
  readonly contents: Uint32Array;
  /** Row by row, as many as contents. */
  readonly light: Int8Array;
  /** Row by row, of those alone that were read closely. */
  readonly heavy: Int8Array;
  /** Of each content its row in `heavy`; −1 for none. */
  readonly heavyRow: Int32Array;
}

interface VectorRow {
  readonly content: number;
  readonly light: Buffer;
  readonly heavy: Buffer | null;
}

interface Extent {
  readonly contents: number;
  readonly light: number;
  readonly heavy: number;
}

const WITH_DOCUMENT = `
  FROM document_vectors
  WHERE EXISTS (SELECT 1 FROM documents WHERE documents.content = document_vectors.content)`;

/** @param heavyModel what heavy vectors are stored under; those of another one are left out */
export function readDocumentVectors(connection: ReadConnection, heavyModel: number): StoredDocumentVectors {
  return connection.snapshot(() => {
    const extent = connection
      .prepare<[number], Extent>(
        `SELECT count(*) AS contents, ifnull(sum(length(light)), 0) AS light,
           ifnull(sum(iif(heavy_model = ?, length(heavy), 0)), 0) AS heavy ${WITH_DOCUMENT}`,
      )
      .get(heavyModel);
    const made = emptyOf(extent ?? { contents: 0, light: 0, heavy: 0 });
    const rows = connection
      .prepare<[number], VectorRow>(
        `SELECT content, light, iif(heavy_model = ?, heavy, NULL) AS heavy ${WITH_DOCUMENT} ORDER BY content`,
      )
      .iterate(heavyModel);
    let [row, heavyRows] = [0, 0];
    for (const { content, light, heavy } of rows) {
      made.contents[row] = content;
      made.light.set(valuesOf(light), row * light.length);
      if (heavy !== null) {
        made.heavy.set(valuesOf(heavy), heavyRows * heavy.length);
        made.heavyRow[row] = heavyRows;
        heavyRows += 1;
      }
      row += 1;
    }
    return made;
  });
}

function valuesOf(blob: Buffer): Int8Array {
  return new Int8Array(blob.buffer, blob.byteOffset, blob.length);
}

function emptyOf({ contents, light, heavy }: Extent): StoredDocumentVectors {
  return {
    contents: new Uint32Array(contents),
    light: new Int8Array(light),
    heavy: new Int8Array(heavy),
    heavyRow: new Int32Array(contents).fill(-1),
  };
}
