import type { DocumentText } from '../contract/index.ts';
import { nameOfPath } from '../lib/document-path.ts';
import { unknownDocument } from '../lib/unknown-document.ts';
import type { Library } from './library.ts';
import type { Readers } from './threads.ts';

/**
 * The stored text of a document, in part.
 * @throws InklingError DOCUMENT_UNKNOWN
 */
export async function readDocument(
  { library, readers }: { readonly library: Library; readonly readers: Readers },
  path: string,
  part: { readonly start: number; readonly length: number },
): Promise<DocumentText> {
  const place = library.locate(path);
  const stored =
    place === undefined
      ? undefined
      : await readers.calls.text({ root: place.root, path: place.relative, ...part });
  if (stored === undefined) throw unknownDocument();
  const { document, title, format, recognised, length, text, places } = stored;
  const name = nameOfPath(document.path);
  return {
    path,
    name,
    title: title ?? name,
    format,
    size: document.size,
    modified: document.modified,
    recognised,
    length,
    start: part.start,
    text,
    places: [...places],
  };
}
