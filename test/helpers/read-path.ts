import { openFile } from '../../src-main/files/open.ts';
import { readDocument, type ReadDocument, type ReadOptions } from '../../src-main/files/read.ts';

/** Opens and reads one file, as the engine and a reader do together. */
export async function readPath(
  path: string,
  { maxBytes, ...options }: ReadOptions & { readonly maxBytes?: number } = {},
): Promise<ReadDocument> {
  const file = await openFile(path, maxBytes);
  try {
    return await readDocument(await file.read(0, file.size), file.name, options);
  } finally {
    await file.close();
  }
}
