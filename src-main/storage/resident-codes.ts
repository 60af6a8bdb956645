import { CODE_BYTES } from './content.ts';

/** Address space kept free for growth: 8 million passages; memory is taken only as it is written. */
const MOST_PASSAGES = 8 << 20;
const STEP = 1 << 14;

/** What crosses to a thread: the shared memory itself. */
export interface SharedCodes {
  readonly codes: SharedArrayBuffer;
  readonly live: SharedArrayBuffer;
  /** One 32-bit count: see `used`. */
  readonly used: SharedArrayBuffer;
}

/**
 * Light codes of every passage in memory shared by the writer and the read threads.
 * One writer; readers may see a code a moment before its passage, and skip what their snapshot lacks.
 */
export class ResidentCodes {
  readonly shared: SharedCodes;
  #codes: Uint8Array;
  #live: Uint8Array;
  #used: Int32Array;

  constructor(shared: SharedCodes = emptyCodes()) {
    this.shared = shared;
    this.#codes = new Uint8Array(shared.codes);
    this.#live = new Uint8Array(shared.live);
    this.#used = new Int32Array(shared.used);
  }

  /** Places that may hold a code: passage ids are below it. */
  get capacity(): number {
    return this.shared.live.byteLength;
  }

  /** One more than the greatest place ever written: scans end there. */
  get used(): number {
    return Atomics.load(this.#used, 0);
  }

  /** 32 bytes a place; a view over growing memory, to be taken anew for each scan. */
  get codes(): Uint8Array {
    return this.#codes;
  }

  /** 1 where a passage stands, else 0. */
  get live(): Uint8Array {
    return this.#live;
  }

  put(firstPassage: number, codes: Uint8Array): void {
    const count = codes.length / CODE_BYTES;
    this.#grow(firstPassage + count);
    this.#codes.set(codes, firstPassage * CODE_BYTES);
    this.#live.fill(1, firstPassage, firstPassage + count);
    Atomics.store(this.#used, 0, Math.max(this.used, firstPassage + count));
  }

  clear(firstPassage: number, count: number): void {
    this.#live.fill(0, firstPassage, firstPassage + count);
  }

  #grow(needed: number): void {
    if (needed <= this.capacity) return;
    const capacity = Math.min(MOST_PASSAGES, Math.ceil((needed * 1.25) / STEP) * STEP);
    if (needed > capacity) throw new RangeError(`a library holds at most ${MOST_PASSAGES} passages`);
    // The codes grow first: a reader goes by the length of `live`.
    this.shared.codes.grow(capacity * CODE_BYTES);
    this.shared.live.grow(capacity);
  }
}

function emptyCodes(): SharedCodes {
  return {
    codes: new SharedArrayBuffer(STEP * CODE_BYTES, { maxByteLength: MOST_PASSAGES * CODE_BYTES }),
    live: new SharedArrayBuffer(STEP, { maxByteLength: MOST_PASSAGES }),
    used: new SharedArrayBuffer(4),
  };
}
