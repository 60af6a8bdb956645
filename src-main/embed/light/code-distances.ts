import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../lib/entry.ts';
import { CODE_BYTES } from './code-distance.ts';
import { Instance, Memory, Module } from './web-assembly.ts';

const PAGE = 65_536;
/** Codes copied to the kernel's memory at once: 2 MB, which stay in the processor's cache. */
const WINDOW = 65_536;
const QUERY_AT = 0;
const DISTANCES_AT = CODE_BYTES;
const CODES_AT = DISTANCES_AT + WINDOW * 2;

type Measure = (query: number, codes: number, count: number, distances: number) => void;

/** Hamming distances to very many codes in WebAssembly (build/wasm/code-distances.as). */
export class CodeDistances {
  readonly #bytes: Uint8Array;
  readonly #distances: Uint16Array;
  readonly #measure: Measure;

  constructor() {
    const memory = new Memory({ initial: Math.ceil((CODES_AT + WINDOW * CODE_BYTES) / PAGE) });
    const kernel = Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/code-distances.wasm')));
    const { exports } = new Instance(new Module(kernel), { env: { memory } });
    this.#bytes = new Uint8Array(memory.buffer);
    this.#distances = new Uint16Array(memory.buffer, DISTANCES_AT, WINDOW);
    this.#measure = exports['measure'] as Measure;
  }

  /** Bits, 0…256, in which each of the first `count` codes differs from the query's. */
  measure(query: Uint8Array, codes: Uint8Array, count: number): Uint16Array {
    const distances = new Uint16Array(count);
    this.#bytes.set(query, QUERY_AT);
    for (let from = 0; from < count; from += WINDOW) {
      const length = Math.min(WINDOW, count - from);
      this.#bytes.set(codes.subarray(from * CODE_BYTES, (from + length) * CODE_BYTES), CODES_AT);
      this.#measure(QUERY_AT, CODES_AT, length, DISTANCES_AT);
      distances.set(this.#distances.subarray(0, length), from);
    }
    return distances;
  }
}
