import { InklingError } from '../lib/errors.ts';
import { CODE_BYTES } from './content.ts';

/**
 * Address space for 4 million passages, 132 MB; the system gives memory only for what is written. A buffer that
 * grows would be thirty times slower to scan, for the engine checks its length at every access.
 */
const MOST_PASSAGES = 4 << 20;

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

  /** One more than the greatest place ever written: scans end there. */
  get used(): number {
    return Atomics.load(this.#used, 0);
  }

  /** 32 bytes a place. */
  get codes(): Uint8Array {
    return this.#codes;
  }

  /** 1 where a passage stands, else 0. */
  get live(): Uint8Array {
    return this.#live;
  }

  put(firstPassage: number, codes: Uint8Array): void {
    const count = codes.length / CODE_BYTES;
    if (firstPassage + count > MOST_PASSAGES) throw tooManyPassages();
    this.#codes.set(codes, firstPassage * CODE_BYTES);
    this.#live.fill(1, firstPassage, firstPassage + count);
    Atomics.store(this.#used, 0, Math.max(this.used, firstPassage + count));
  }

  clear(firstPassage: number, count: number): void {
    this.#live.fill(0, firstPassage, firstPassage + count);
  }
}

function emptyCodes(): SharedCodes {
  return {
    codes: new SharedArrayBuffer(MOST_PASSAGES * CODE_BYTES),
    live: new SharedArrayBuffer(MOST_PASSAGES),
    used: new SharedArrayBuffer(4),
  };
}

function tooManyPassages(): InklingError {
  return new InklingError('LIBRARY_FULL', {
    cause: `A library holds at most ${MOST_PASSAGES} passages.`,
    remedy: 'Forget a folder, or read some of the folders into a second library with --library.',
  });
}
