import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { zipSync } from 'fflate';
import { pack } from 'tar-stream';

import type { Files } from './made-corpus.ts';

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

export function makeZip(files: Files): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)])),
  );
}

/** A tar of regular files, behind a folder and a link out of it. */
export async function makeTar(files: Files): Promise<Uint8Array> {
  const tar = pack();
  tar.entry({ name: 'folder', type: 'directory' });
  tar.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, Buffer.from(bytesOf(content)));
  tar.finalize();
  return buffer(Readable.from(tar));
}
