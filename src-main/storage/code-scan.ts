import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../lib/entry.ts';
import { alignedSpan, spanOf } from '../lib/span.ts';
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
  /** Bytes a code. */
  readonly #width: number;

  /** @param scanner which of the areas beside the codes it works in: one of its thread's own */
  constructor(resident: ResidentCodes, scanner = 0) {
    const { memory, width } = resident.shared;
    this.#resident = resident;
    this.#width = width;
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
    const flags = allowed?.subarray(0, used) ?? null;
    const { first, end } = alignedSpan(
      flags === null ? { first: 0, end: used } : spanOf(flags),
      PLACES_AT_ONCE,
    );
    this.#bytes.set(query, area.query);
    if (flags !== null) {
      this.#bytes.fill(0, area.allowed + first, area.allowed + end);
      this.#bytes.set(flags.subarray(first, end), area.allowed + first);
    }
    this.#counts.fill(0);
    this.#others.fill(0);
    const filter = flags === null ? 0 : area.allowed + first;
    const codes = codesAt + first * this.#width;
    this.#scan(
      area.query,
      codes,
      liveAt + first,
      filter,
      end - first,
      area.distances,
      area.counts,
      area.others,
    );
    const most = this.#farthest(count);
    const found = this.#select(area.distances, end - first, most, area.places, area.room);
    return new Uint32Array(this.#bytes.buffer, area.places, found).map((place) => first + place);
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
