import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/** Vectors by the hash of their text in a file that only grows, so that a run that was cut short is resumed. */
export class VectorCache {
  readonly #file: string;
  readonly #vectors = new Map<string, Int8Array>();

  constructor(file: string, hashBytes: number, dimensions: number) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    const length = hashBytes + dimensions;
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    // What a kill left of the last record goes, or all after it would stand askew.
    if (bytes.length % length !== 0) truncateSync(file, bytes.length - (bytes.length % length));
    for (let from = 0; from + length <= bytes.length; from += length) {
      const record = bytes.subarray(from, from + length);
      this.#vectors.set(
        record.toString('hex', 0, hashBytes),
        Int8Array.from(new Int8Array(record.buffer, record.byteOffset + hashBytes, dimensions)),
      );
    }
  }

  get(hash: string): Int8Array | undefined {
    return this.#vectors.get(hash);
  }

  put(hash: string, vector: Int8Array): void {
    this.#vectors.set(hash, vector);
    appendFileSync(this.#file, Buffer.concat([Buffer.from(hash, 'hex'), Buffer.from(vector.buffer)]));
  }
}
