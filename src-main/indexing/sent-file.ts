import { PIECE_BYTES } from '../files/file-pieces.ts';
import type { OpenFile } from '../files/open.ts';
import type { Calls } from '../lib/calls.ts';
import { normaliseError, type InklingError } from '../lib/errors.ts';
import type { ExtractedDocument, ExtractHandlers } from './extract-process.ts';

/** A file on its way to a process that reads it; the engine holds its first piece, and of the rest one at a time. */
export class SentFile {
  readonly #file: OpenFile;
  readonly #first: Uint8Array;
  readonly #password: string | null;

  private constructor(file: OpenFile, first: Uint8Array, password: string | null) {
    this.#file = file;
    this.#first = first;
    this.#password = password;
  }

  static async begin(file: OpenFile, password: string | null): Promise<SentFile> {
    try {
      return new SentFile(file, await file.read(0, Math.min(file.size, PIECE_BYTES)), password);
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  /** Sends it, and resolves to what the process makes of it; may be sent again where a process ended. */
  send(calls: Calls<ExtractHandlers>, id: number): Promise<ExtractedDocument> {
    const { name, size } = this.#file;
    const document = calls.extract({ id, name, password: this.#password, size, bytes: this.#first });
    // Where a process ended, `document` tells.
    void this.#sendRest(calls, id).catch(() => undefined);
    return document;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** The process takes no more than one piece before the file's turn has come. */
  async #sendRest(calls: Calls<ExtractHandlers>, id: number): Promise<void> {
    const { size } = this.#file;
    for (let at = this.#first.length; at < size; at += PIECE_BYTES) {
      const piece = await this.#file.read(at, Math.min(PIECE_BYTES, size - at)).catch(detailsOf);
      await calls.piece(piece instanceof Uint8Array ? { id, bytes: piece } : { id, failure: piece });
      if (!(piece instanceof Uint8Array)) return;
    }
  }
}

/** An error as it travels between processes. */
export type ErrorMessage = Pick<InklingError, 'code' | 'remedy'> & { readonly cause: string };

function detailsOf(thrown: unknown): ErrorMessage {
  const { code, message, remedy } = normaliseError(thrown);
  return { code, cause: message, remedy };
}
