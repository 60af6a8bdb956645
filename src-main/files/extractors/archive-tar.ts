import { extract } from 'tar-stream';

import type { Part } from '../extraction.ts';

/** POSIX writes its mark here, old versions of tar too. */
const MARK_AT = 257;

export function isTar(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', MARK_AT, MARK_AT + 5) ===
    'ustar'
  );
}

/** The regular files in a tar, one after the other; links and devices are passed over. */
export async function* tarParts(bytes: Uint8Array): AsyncGenerator<Part> {
  const entries = extract();
  entries.end(bytes);
  for await (const entry of entries) {
    const { name, type, size = 0 } = entry.header;
    if (type !== 'file' && type !== 'contiguous-file') {
      entry.resume();
      continue;
    }
    const chunks: Uint8Array[] = [];
    // Read at once, though perhaps for nothing: the next one stands behind it. It is a view of bytes at hand.
    for await (const chunk of entry) chunks.push(chunk);
    yield {
      path: name,
      size,
      open: () => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    };
  }
}
