import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { z } from 'zod';

/** Where an engine listens. It says nothing of whether one lives: only an answer does. */
const addressSchema = z.object({ socket: z.string(), pid: z.int(), version: z.string() });

export type EngineAddress = z.infer<typeof addressSchema>;

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, its final NUL among them. */
const SOCKET_PATH_BYTES = 100;

const SOCKET_NAME = 'engine.sock';

function addressFile(library: string): string {
  return join(library, 'engine.json');
}

/** The address left in the library, or null where none can be read. */
export async function readAddress(library: string): Promise<EngineAddress | null> {
  try {
    return addressSchema.parse(JSON.parse(await readFile(addressFile(library), 'utf8')));
  } catch {
    return null;
  }
}

/** Replaces the address in one step, so that nobody reads half of one. */
export async function writeAddress(library: string, address: EngineAddress): Promise<void> {
  const draft = join(library, `engine.json.${process.pid}`);
  await writeFile(draft, JSON.stringify(address), { mode: 0o600 });
  await rename(draft, addressFile(library));
}

/** A socket path that is free; call it with the library's lock in hand. */
export async function prepareSocket(library: string): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\inkling-${randomUUID()}`;
  const inside = join(library, SOCKET_NAME);
  if (Buffer.byteLength(inside) < SOCKET_PATH_BYTES) {
    await rm(inside, { force: true });
    return inside;
  }
  return join(await mkdtemp(join(tmpdir(), 'inkling-')), SOCKET_NAME);
}

/** Takes back what prepareSocket and writeAddress made. */
export async function removeAddress(library: string, socket: string): Promise<void> {
  await rm(addressFile(library), { force: true });
  if (process.platform === 'win32') return;
  await rm(socket, { force: true });
  if (dirname(socket) !== library) await rm(dirname(socket), { force: true, recursive: true });
}
