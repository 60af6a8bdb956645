import { basename } from 'node:path';

import { WITHIN } from '../lib/document-path.ts';
import { cleanPath } from './parts.ts';
import { extractDocument, readBytes } from './read.ts';
import { failure } from './reasons.ts';

/** The bytes of a file, or of a document that lies within it, however deep. */
export async function readWithin(path: string, within: string | null): Promise<Uint8Array> {
  let bytes = readBytes(path);
  let name = basename(path);
  for (const part of within?.split(WITHIN) ?? []) {
    bytes = await openPart(bytes, name, part);
    name = part;
  }
  return bytes;
}

async function openPart(bytes: Uint8Array, name: string, wanted: string): Promise<Uint8Array> {
  const { extraction } = await extractDocument(bytes, name);
  for await (const part of extraction.parts ?? []) if (cleanPath(part.path) === wanted) return part.open();
  throw failure('FILE_VANISHED');
}
