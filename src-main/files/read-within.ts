import { WITHIN } from '../lib/document-path.ts';
import { noKey, type DocumentKey } from './document-key.ts';
import type { InnerFile } from './extraction.ts';
import { cleanPath } from './parts.ts';
import { extractDocument } from './read.ts';
import { failure } from './reasons.ts';

/** The bytes of a document that lies within a file, however deep; the file's own where `within` is null. */
export async function readWithin(
  file: Uint8Array,
  path: string,
  within: string | null,
  key = noKey(),
): Promise<Uint8Array> {
  let [bytes, name] = [file, path];
  for (const part of within?.split(WITHIN) ?? []) {
    bytes = await openPart({ name, bytes }, part, key);
    name = part;
  }
  return bytes;
}

async function openPart({ name, bytes }: InnerFile, wanted: string, key: DocumentKey): Promise<Uint8Array> {
  const { extraction } = await extractDocument(bytes, name, { key });
  for await (const part of extraction.parts ?? []) if (cleanPath(part.path) === wanted) return part.open();
  throw failure('FILE_VANISHED');
}
