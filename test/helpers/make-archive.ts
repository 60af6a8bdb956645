import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { pack } from 'tar-stream';

import type { Files } from './made-corpus.ts';

/** A tar of regular files, behind a folder and a link out of it. */
export async function makeTar(files: Files): Promise<Uint8Array> {
  const tar = pack();
  tar.entry({ name: 'folder', type: 'directory' });
  tar.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, Buffer.from(content));
  tar.finalize();
  return buffer(Readable.from(tar));
}
