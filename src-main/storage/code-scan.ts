import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../lib/entry.ts';
import { alignedSpan, spanOf, type Span } from '../lib/span.ts';
import { Instance, Module } from '../lib/web-assembly.ts';
import type { CodeLayer, ResidentCodes, ScanArea } from './resident-codes.ts';

/** A function of the kernel; its parameters stand in the source. */
type Kernel = (...numbers: readonly number[]) => number;

/** Of codes of so many bytes. */
const KERNELS: Readonly<Record<number, string>> = { 32: 'scan256', 48: 'scan380' };
/** Codes of so many bytes are looked at together with others: distances are added to what stands there. */
const ADDED_WIDTH = 48;
/** The kernel looks at so many together. */
const PLACES_AT_ONCE = 8;
/** Bits that may differ, of two codes of a passage together. */
const MOST_DISTANCE = 640;
/** What the kernel says where one of the two is not there. */
const NOWHERE = 700;

/** What else is compared. */
export interface Beside {
  /** The codes that are looked at; left out: as they stand now. */
  readonly layer?: CodeLayer;
  /** What other codes of the same places say: distances in a span, to be added; 65,535 where there is no code. */
  readonly distances?: ((span: Span) => Uint16Array) | null;
}

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
    this.#counts = new Uint32Array(memory.buffer, this.#area.counts, NOWHERE + 1);
    this.#others = new Uint32Array(memory.buffer, this.#area.others, NOWHERE + 1);
    const kernel = Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/code-scan.wasm')));
    const { exports } = new Instance(new Module(kernel), { env: { memory } });
    this.#scan = exports[KERNELS[width] ?? ''] as Kernel;
    this.#select = exports['select'] as Kernel;
  }

  /**
   * Places of the `count` nearest codes that live and may be found, and of all as far as the last of them, in order of
   * place.
   * @param allowed 1 for each place that may be found; null where all may
   */
  nearest(
    query: Uint8Array,
    count: number,
    allowed: Uint8Array | null,
    { layer = this.#resident.layer, distances = null }: Beside = {},
  ): Uint32Array {
    const { used } = this.#resident;
    const flags = allowed?.subarray(0, used) ?? null;
    const span = alignedSpan(flags === null ? { first: 0, end: used } : spanOf(flags), PLACES_AT_ONCE);
    const { first, end } = span;
    const area = this.#area;
    if (flags !== null) {
      this.#bytes.fill(0, area.allowed + first, area.allowed + end);
      this.#bytes.set(flags.subarray(first, end), area.allowed + first);
    }
    if (distances !== null) this.#distances(span).set(distances(span));
    else if (this.#width === ADDED_WIDTH) this.#distances(span).fill(0);
    const filter = flags === null ? 0 : area.allowed + first;
    this.#measure(query, span, { layer, filter });
    const found = this.#select(area.distances, end - first, this.#farthest(count), area.places, area.room);
    return new Uint32Array(this.#bytes.buffer, area.places, found).map((place) => first + place);
  }

  /** The distance of every place of a span, where one stands, else 65,535; until the next look. */
  measured(query: Uint8Array, span: Span): Uint16Array {
    if (this.#width === ADDED_WIDTH) this.#distances(span).fill(0);
    this.#measure(query, span, { layer: this.#resident.layer, filter: 0 });
    return this.#distances(span);
  }

  #distances({ first, end }: Span): Uint16Array {
    return new Uint16Array(this.#bytes.buffer, this.#area.distances, end - first);
  }

  #measure(
    query: Uint8Array,
    { first, end }: Span,
    { layer, filter }: { readonly layer: CodeLayer; readonly filter: number },
  ): void {
    const area = this.#area;
    this.#bytes.set(query, area.query);
    this.#counts.fill(0);
    this.#others.fill(0);
    this.#scan(
      area.query,
      layer.codesAt + first * this.#width,
      this.#resident.liveAt + first,
      filter,
      end - first,
      area.distances,
      area.counts,
      area.others,
    );
  }

  /** The least distance within which there are `count` places. */
  #farthest(count: number): number {
    let sum = 0;
    for (let distance = 0; distance < MOST_DISTANCE; distance += 1) {
      sum += this.#counts[distance]! + this.#others[distance]!;
      if (sum >= count) return distance;
    }
    return MOST_DISTANCE;
  }
}
