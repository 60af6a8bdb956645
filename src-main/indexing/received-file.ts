import { InklingError } from '../lib/errors.ts';
import type { ErrorMessage } from './sent-file.ts';

export interface FileBegin {
  readonly id: number;
  readonly name: string;
  /** Opens what is locked; never kept and never told. */
  readonly password: string | null;
  readonly size: number;
  /** The first of it; all of it where it is small. */
  readonly bytes: Uint8Array;
}

export type FilePiece =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly failure: ErrorMessage };

/** Files that arrive in pieces. A file that waits for its turn holds two pieces at most, whatever its size. */
export class ReceivedFiles {
  readonly #arriving = new Map<number, ReceivedFile>();

  begin({ id, size, bytes }: Pick<FileBegin, 'id' | 'size' | 'bytes'>): ReceivedFile {
    const file = new ReceivedFile(bytes, size);
    if (bytes.length < size) this.#arriving.set(id, file);
    return file;
  }

  /** Resolves once the next piece may come. */
  async take(piece: FilePiece): Promise<true> {
    const file = this.#arriving.get(piece.id);
    const goesOn = (await file?.take(piece)) === true;
    if (!goesOn) this.#arriving.delete(piece.id);
    return true;
  }
}

class ReceivedFile {
  readonly #size: number;
  readonly #turn = Promise.withResolvers<Uint8Array>();
  readonly #complete = Promise.withResolvers<Uint8Array>();
  #first: Uint8Array | null;
  #length: number;

  constructor(first: Uint8Array, size: number) {
    this.#first = first;
    this.#length = first.length;
    this.#size = size;
    // It may break off before anyone waits for it.
    this.#complete.promise.catch(() => undefined);
  }

  /** All of it; from here on its memory is taken and pieces are let in. */
  whole(): Promise<Uint8Array> {
    const first = this.#first ?? new Uint8Array();
    this.#first = null;
    // Parsers of some formats take another way where they are not given a Buffer.
    if (first.length === this.#size)
      return Promise.resolve(Buffer.from(first.buffer, first.byteOffset, first.length));
    const bytes = Buffer.allocUnsafeSlow(this.#size);
    bytes.set(first);
    this.#turn.resolve(bytes);
    return this.#complete.promise;
  }

  /** Answers whether more is to come. */
  async take(piece: FilePiece): Promise<boolean> {
    const bytes = await this.#turn.promise;
    if ('failure' in piece) {
      this.#complete.reject(new InklingError(piece.failure.code, piece.failure));
      return false;
    }
    bytes.set(piece.bytes, this.#length);
    this.#length += piece.bytes.length;
    if (this.#length < this.#size) return true;
    this.#complete.resolve(bytes);
    return false;
  }
}
