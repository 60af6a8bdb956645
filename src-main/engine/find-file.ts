import { unknownDocument } from '../lib/unknown-document.ts';
import type { DocumentRow } from '../storage/documents.ts';
import type { Library } from './library.ts';
import type { Readers } from './threads.ts';

/** A file as the library knows it. */
export interface FoundFile {
  /** Its whole path. */
  readonly file: string;
  readonly row: DocumentRow;
}

/**
 * The file at a path, or the one that holds the document there.
 * @throws InklingError DOCUMENT_UNKNOWN
 */
export async function findFile(
  { library, readers }: { readonly library: Library; readonly readers: Readers },
  path: string,
): Promise<FoundFile> {
  const place = library.locate(path);
  const row =
    place === undefined ? undefined : await readers.calls.fileAt({ root: place.root, path: place.relative });
  if (row === undefined) throw unknownDocument();
  return { file: `${library.rootPath(row.root) ?? ''}/${row.path}`, row };
}
