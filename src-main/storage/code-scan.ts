import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../lib/entry.ts';
import { Instance, Module } from '../lib/web-assembly.ts';
import type { ResidentCodes, ScanArea } from './resident-codes.ts';

/** A function of the kernel; its parameters stand in the source. */
type Kernel = (...numbers: readonly number[]) => number;

/** The kernel looks at so many together. */
const PLACES_AT_ONCE = 8;

/**
 * The nearest codes by bits that differ, found where they lie (build/wasm/code-scan.as): one pass measures and counts,
 * a second picks what is near enough, so that any number is found at one price and nothing is sorted.
 */
export class CodeScan {
  readonly #resident: ResidentCodes;
  readonly #area: ScanArea;
  readonly #bytes: Uint8Array;
  readonly #counts: Uint32Array;
  readonly #others: Uint32Array;
  readonly #scan: Kernel;
  readonly #select: Kernel;

  /** @param scanner which of the areas beside the codes it works in: one of its thread's own */
  constructor(resident: ResidentCodes, scanner = 0) {
    const { memory, width } = resident.shared;
    this.#resident = resident;
    this.#area = resident.areaOf(scanner);
    this.#bytes = new Uint8Array(memory.buffer);
    this.#counts = new Uint32Array(memory.buffer, this.#area.counts, width * 8 + 1);
    this.#others = new Uint32Array(memory.buffer, this.#area.others, width * 8 + 1);
    const kernel = Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/code-scan.wasm')));
    const { exports } = new Instance(new Module(kernel), { env: { memory } });
    this.#scan = exports[`scan${width * 8}`] as Kernel;
    this.#select = exports['select'] as Kernel;
  }

  /**
   * Places of the `count` nearest codes that live and may be found, and of all as far as the last of them, in order of
   * place.
   * @param allowed 1 for each place that may be found; null where all may
   */
  nearest(query: Uint8Array, count: number, allowed: Uint8Array | null): Uint32Array {
    const { liveAt, codesAt, used } = this.#resident;
    const area = this.#area;
    this.#bytes.set(query, area.query);
    if (allowed !== null) this.#bytes.set(allowed.subarray(0, used), area.allowed);
    this.#counts.fill(0);
    this.#others.fill(0);
    const filter = allowed === null ? 0 : area.allowed;
    const places = Math.ceil(used / PLACES_AT_ONCE) * PLACES_AT_ONCE;
    this.#scan(area.query, codesAt, liveAt, filter, places, area.distances, area.counts, area.others);
    const most = this.#farthest(count);
    const found = this.#select(area.distances, used, most, area.places, area.room);
    return new Uint32Array(this.#bytes.buffer, area.places, found).slice();
  }

  /** The least distance within which there are `count` places. */
  #farthest(count: number): number {
    let sum = 0;
    for (let distance = 0; distance < this.#counts.length; distance += 1) {
      sum += this.#counts[distance]! + this.#others[distance]!;
      if (sum >= count) return distance;
    }
    return this.#counts.length - 1;
  }
}
