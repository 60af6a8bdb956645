import type { FoundDocument } from '../contract/index.ts';
import { nameOfPath } from '../lib/document-path.ts';
import type { HeldDocument } from '../similar/documents.ts';
import type { Places } from './labels.ts';
import { absolutePath } from './view-label.ts';

/** What of a found document a view is made of. */
export type Viewed = Omit<HeldDocument, 'content'>;

/** A document that was found as the contract has it. */
export function viewDocument({ copies, ...document }: Viewed, places: Places): FoundDocument {
  const { root, path, file, title, format, size, modified } = document;
  return {
    ...viewPlace({ root, path, file }, places),
    title: title ?? nameOfPath(path),
    format,
    size,
    modified,
    alsoAt: copies.map((copy) => absolutePath(places, copy.root, copy.path)),
  };
}

/** Where a document lies, for a person. */
export function viewPlace(
  { root, path, file }: Pick<Viewed, 'root' | 'path' | 'file'>,
  places: Places,
): Pick<FoundDocument, 'path' | 'file' | 'connected' | 'name'> {
  return {
    path: absolutePath(places, root, path),
    file: absolutePath(places, root, file),
    connected: places.isConnected(root),
    name: nameOfPath(path),
  };
}
