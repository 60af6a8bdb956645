import { Instance, Memory, Module, type WebAssemblyMemory } from '../../lib/web-assembly.ts';
import { LIGHT_DIMENSIONS } from './light-manifest.ts';

/** Adds up rows of the token table; integers, so every way of adding gives the same sums. */
export interface RowSums {
  readonly sums: Int32Array;
  clear(): void;
  add(ids: Uint16Array, from: number, to: number): void;
}

/** The same in plain JavaScript: the oracle of the kernel's tests. */
export class PlainRowSums implements RowSums {
  readonly sums = new Int32Array(LIGHT_DIMENSIONS);
  private readonly table: Int8Array;

  constructor(table: Int8Array) {
    this.table = table;
  }

  clear(): void {
    this.sums.fill(0);
  }

  add(ids: Uint16Array, from: number, to: number): void {
    const { sums, table } = this;
    for (let index = from; index < to; index++) {
      const row = ids[index]! * LIGHT_DIMENSIONS;
      for (let column = 0; column < LIGHT_DIMENSIONS; column++) sums[column]! += table[row + column]!;
    }
  }
}

const PAGE = 65_536;
const IDS_CAPACITY = 4096;
const BYTES_OF_IDS = IDS_CAPACITY * 2;
const BYTES_OF_SUMS = LIGHT_DIMENSIONS * 4;

type AddRows = (table: number, ids: number, count: number, sums: number) => void;
const SUMS_AT = 0;
const IDS_AT = BYTES_OF_SUMS;
const TABLE_AT = IDS_AT + BYTES_OF_IDS;

/** A token table where the kernel reads it, so that a thread holds it once. */
export interface KernelTable {
  readonly memory: WebAssemblyMemory;
  readonly table: Int8Array;
}

interface Kernel extends Pick<KernelTable, 'memory'> {
  /** The WebAssembly that adds rows. */
  readonly kernel: Uint8Array<ArrayBuffer>;
}

/** An empty table of so many bytes, to be read into. */
export function kernelTable(length: number): KernelTable {
  const memory = new Memory({ initial: Math.ceil((TABLE_AT + length) / PAGE) });
  return { memory, table: new Int8Array(memory.buffer, TABLE_AT, length) };
}

/**
 * Sums in WebAssembly with 16-bit lanes (build/wasm/light-sums.as): 256 dimensions in 32 additions. Its memory holds the
 * sums, a window of ids and the table: of several over one model only one may be between `clear` and its sums.
 */
export class KernelRowSums implements RowSums {
  readonly sums: Int32Array;
  private readonly window: Uint16Array;
  private readonly addRows: AddRows;

  constructor({ memory, kernel }: Kernel) {
    this.sums = new Int32Array(memory.buffer, SUMS_AT, LIGHT_DIMENSIONS);
    this.window = new Uint16Array(memory.buffer, IDS_AT, IDS_CAPACITY);
    const { exports } = new Instance(new Module(kernel), { env: { memory } });
    this.addRows = exports['addRows'] as AddRows;
  }

  clear(): void {
    this.sums.fill(0);
  }

  add(ids: Uint16Array, from: number, to: number): void {
    for (let start = from; start < to; start += IDS_CAPACITY) {
      const end = Math.min(to, start + IDS_CAPACITY);
      this.window.set(ids.subarray(start, end));
      this.addRows(TABLE_AT, IDS_AT, end - start, SUMS_AT);
    }
  }
}
