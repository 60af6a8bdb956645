import type { OpenFile } from './open.ts';

/** What one message carries of a file: most files whole. Longer messages are copied more slowly, and both sides hold them. */
export const PIECE_BYTES = 262_144;

/** A stretch of a file. */
export interface Stretch {
  readonly size: number;
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Sends a file to a process that may open none, a piece at a time; an empty one as one empty piece. */
export async function sendPieces(
  file: OpenFile,
  send: (stretch: Stretch) => Promise<unknown>,
): Promise<void> {
  const { size } = file;
  let at = 0;
  do {
    const bytes = await file.read(at, Math.min(PIECE_BYTES, size - at));
    await send({ size, at, bytes });
    at += bytes.length;
  } while (at < size);
}

/** The other side: what has come of a file. */
export class ArrivingFile {
  #bytes: Buffer | undefined;

  /** The next of it, from its beginning. */
  take({ size, at, bytes }: Stretch): true {
    if (at === 0) this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#bytes?.set(bytes, at);
    return true;
  }

  /** All of it, once. */
  whole(): Buffer {
    const bytes = this.#bytes ?? Buffer.alloc(0);
    this.#bytes = undefined;
    return bytes;
  }
}
