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

interface Extent {
  readonly contents: number;
  /** Bytes. */
  readonly light: number;
  readonly heavy: number;
}

const WITH_DOCUMENT = `
  FROM document_vectors
  WHERE EXISTS (SELECT 1 FROM documents WHERE documents.content = document_vectors.content)`;

/** @param heavyModel what heavy vectors are stored under; those of another one are left out */
export function readDocumentVectors(connection: ReadConnection, heavyModel: number): StoredDocumentVectors {
  return connection.snapshot(() => {
    const { contents, light, heavy } = extentOf(connection, heavyModel);
    const made: StoredDocumentVectors = {
      contents: new Uint32Array(contents),
      light: new Int8Array(light),
      heavy: new Int8Array(heavy),
      heavyRow: new Int32Array(contents).fill(-1),
    };
    fill(made, rowsOf(connection, heavyModel));
    return made;
  });
}

function fill(
  { contents, light, heavy, heavyRow }: StoredDocumentVectors,
  rows: Iterable<{ readonly content: number; readonly vectors: Buffer }>,
): void {
  const lightBytes = light.length / contents.length;
  let [row, heavyRows] = [0, 0];
  for (const { content, vectors } of rows) {
    const values = new Int8Array(vectors.buffer, vectors.byteOffset, vectors.length);
    contents[row] = content;
    light.set(values.subarray(0, lightBytes), row * lightBytes);
    if (values.length > lightBytes) {
      heavy.set(values.subarray(lightBytes), heavyRows * (values.length - lightBytes));
      heavyRow[row] = heavyRows;
      heavyRows += 1;
    }
    row += 1;
  }
}

function extentOf(connection: ReadConnection, heavyModel: number): Extent {
  const sums = connection
    .prepare<[number], Extent>(
      `SELECT count(*) AS contents, ifnull(sum(length(light)), 0) AS light,
         ifnull(sum(iif(heavy_model = ?, length(heavy), 0)), 0) AS heavy ${WITH_DOCUMENT}`,
    )
    .get(heavyModel);
  return sums ?? { contents: 0, light: 0, heavy: 0 };
}

/** Both vectors of a content as one value, the light one first: to hand over two takes nearly twice as long. */
function rowsOf(
  connection: ReadConnection,
  heavyModel: number,
): IterableIterator<{ content: number; vectors: Buffer }> {
  return connection
    .prepare<[number], { content: number; vectors: Buffer }>(
      `SELECT content, CAST(light || iif(heavy_model = ?, heavy, x'') AS BLOB) AS vectors
       ${WITH_DOCUMENT} ORDER BY content`,
    )
    .iterate(heavyModel);
}
