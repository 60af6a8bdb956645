import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

import { InklingError } from './errors.ts';

export interface Download {
  readonly url: string;
  /** Where the file is once it is whole; what there is of it before lies beside it. */
  readonly path: string;
  /** Told of the bytes that are there and of all, null where the server does not say. */
  readonly onBytes: (done: number, total: number | null) => void;
  readonly signal: AbortSignal;
}

/** A connection that is cut is made again so often, as long as each brings something. */
const MOST_CUTS_IN_A_ROW = 3;
const SHA256 = /^(?:W\/)?"?([0-9a-f]{64})"?$/;

/**
 * Fetches a file, going on where an earlier try ended if it is still the same one there; it takes its name only once it
 * is whole.
 * @throws InklingError FILE_NOT_THERE, SERVER_REFUSED, SERVER_UNREACHABLE, DOWNLOAD_CUT; the signal's reason
 */
export async function download(request: Download): Promise<void> {
  const { path, signal } = request;
  const part = `${path}.part`;
  for (let cuts = 0; ;) {
    const before = await sizeOf(part);
    try {
      await bring(request, part, before);
      await rename(part, path);
      await rm(`${part}.etag`, { force: true });
      return;
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof InklingError) throw thrown;
      cuts = (await sizeOf(part)) > before ? 0 : cuts + 1;
      if (cuts >= MOST_CUTS_IN_A_ROW) throw await ended(request, part, thrown);
    }
  }
}

/** Brings what is missing of a file; returns once all of it is there. */
async function bring({ url, onBytes, signal }: Download, part: string, before: number): Promise<void> {
  const etag = before === 0 ? '' : await readFile(`${part}.etag`, 'utf8').catch(() => '');
  const isResumed = etag !== '';
  const headers: Record<string, string> = isResumed ? { range: `bytes=${before}-`, 'if-range': etag } : {};
  // Compressed on the way, a range would be one of other bytes.
  const response = await fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' }, signal });
  if (response.status === 416 && response.headers.get('content-range') === `bytes */${before}`) return;
  if (!response.ok || response.body === null) throw refused(url, response.status);
  const from = response.status === 206 ? before : 0;
  const rest = Number(response.headers.get('content-length') ?? Number.NaN);
  const total = Number.isNaN(rest) ? null : from + rest;
  await writeFile(`${part}.etag`, strongTag(response) ?? '', { mode: 0o600 });
  const coming = new Coming(from, (done) => onBytes(done, total));
  await pipeline(
    coming.pieces(response.body),
    createWriteStream(part, { flags: from > 0 ? 'a' : 'w', mode: 0o600 }),
  );
  signal.throwIfAborted();
  if (coming.failure !== null) throw coming.failure;
  if (total !== null && coming.done < total) throw new Error(`${coming.done} of ${total} bytes came`);
}

/** Bytes on their way. A cut ends them as their end does, so that what came before it is written. */
class Coming {
  readonly #onBytes: (done: number) => void;
  done: number;
  failure: Error | null = null;

  constructor(from: number, onBytes: (done: number) => void) {
    this.done = from;
    this.#onBytes = onBytes;
  }

  async *pieces(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of body) {
        this.done += piece.length;
        this.#onBytes(this.done);
        yield piece;
      }
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
  }
}

/** What tells one state of a file from another; a weak one does not tell byte for byte. */
function strongTag({ headers }: Response): string | undefined {
  const etag = headers.get('etag');
  return etag === null || etag.startsWith('W/') ? undefined : etag;
}

/** The sha256 a server says a file has, where that is what it marks it by; to be asked without fetching it. */
export async function toldChecksum(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const tag = headers.get('x-linked-etag') ?? headers.get('etag') ?? '';
    return SHA256.exec(tag)?.[1] ?? null;
  } catch {
    return null;
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function ended({ url }: Download, part: string, thrown: unknown): Promise<InklingError> {
  const bytes = await sizeOf(part);
  const { host } = new URL(url);
  if (bytes === 0) {
    return new InklingError('SERVER_UNREACHABLE', {
      cause: `${host} cannot be reached: ${reasonOf(thrown)}.`,
      remedy: 'See that this computer may reach it, or name another place with --from.',
    });
  }
  return new InklingError('DOWNLOAD_CUT', {
    cause: `The connection to ${host} was cut again and again: ${reasonOf(thrown)}.`,
    remedy: `What came is kept (${bytes} bytes): ask again, and it goes on from there.`,
  });
}

/** Undici wraps what happened. */
function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function refused(url: string, status: number): InklingError {
  const gone = status === 404 || status === 410;
  if (gone) {
    return new InklingError('FILE_NOT_THERE', {
      cause: `There is no ${url} (${status}).`,
      remedy: 'Check the name, or name another place with --from.',
    });
  }
  return new InklingError('SERVER_REFUSED', {
    cause: `${url} was refused (${status}).`,
    remedy: 'It may want you to sign in: get the files with your browser.',
  });
}
