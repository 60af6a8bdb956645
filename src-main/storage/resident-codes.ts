import { InklingError } from '../lib/errors.ts';
import { Memory, type WebAssemblyMemory } from '../lib/web-assembly.ts';
import { CODE_BYTES } from './content.ts';

/**
 * Address space for 4 million passages; the system gives memory only for what is written. A memory that grows would
 * be thirty times slower to read from JavaScript, for the engine checks its length at every access.
 */
const MOST_PASSAGES = 4 << 20;
const PAGE = 65_536;
const INT_BYTES = 4;

/** Threads that may scan at the same time, each with an area of its own. */
const SCANNERS = 4;
/** Places one scan may pick. */
const ROOM = 1 << 18;
/** Of each scanner: the query's code, then a count for every distance, in a part of the first page. */
const SCANNER_BYTES = 8_192;
const QUERY_BYTES = 64;

/** What crosses to a thread: the shared memory itself. */
export interface SharedCodes {
  readonly memory: WebAssemblyMemory;
  /** Bytes of a code. */
  readonly width: number;
  /** Two where codes are made anew beside those that stand, else one. */
  readonly layers: number;
}

/** Codes that were made alike. */
export interface CodeLayer {
  /** Which making of codes it is; those of another are not to be compared with them. */
  readonly edition: number;
  /** `width` bytes a place. */
  readonly codes: Uint8Array;
  /** Where they lie in the memory. */
  readonly codesAt: number;
}

/** Where in the memory one scanner works, in bytes. */
export interface ScanArea {
  readonly query: number;
  readonly counts: number;
  /** Counts of every second place. */
  readonly others: number;
  readonly distances: number;
  readonly allowed: number;
  readonly places: number;
  readonly room: number;
}

/**
 * A code of every passage in memory shared by the writer and the read threads.
 * One writer; readers may see a code a moment before its passage, and skip what their snapshot lacks. Codes that are
 * made anew are laid down beside those that stand, and take their place all at once.
 */
export class ResidentCodes {
  readonly shared: SharedCodes;
  readonly width: number;
  /** One byte a place: 1 where a passage stands, else 0. */
  readonly live: Uint8Array;
  /** Where it lies in the memory. */
  readonly liveAt = PAGE;
  /** How many places are used, and the edition of the codes. */
  readonly #head: Int32Array;
  readonly #layers: readonly Uint8Array[];

  constructor(shared: SharedCodes = emptyCodes(CODE_BYTES, 1)) {
    const { memory, width, layers } = shared;
    this.shared = shared;
    this.width = width;
    this.#head = new Int32Array(memory.buffer, 0, 2);
    this.live = new Uint8Array(memory.buffer, this.liveAt, MOST_PASSAGES);
    this.#layers = Array.from(
      { length: layers },
      (_, layer) => new Uint8Array(memory.buffer, codesAt(width, layer), MOST_PASSAGES * width),
    );
  }

  /** Codes of so many bytes, none yet, which may be made anew. */
  static ofWidth(width: number): ResidentCodes {
    return new ResidentCodes(emptyCodes(width, 2));
  }

  /** Codes as they stand now: one look at them must not mix two editions. */
  get layer(): CodeLayer {
    return this.layerOf(Atomics.load(this.#head, 1));
  }

  /** Of the edition that stands, or of the one that is being made to take its place. */
  layerOf(edition: number): CodeLayer {
    const layer = edition % this.#layers.length;
    const codes = this.#layers[layer] ?? new Uint8Array();
    return { edition, codes, codesAt: codesAt(this.width, layer) };
  }

  /** `width` bytes a place, as they stand now. */
  get codes(): Uint8Array {
    return this.layer.codes;
  }

  /** The code of a place, as it lies in memory. */
  codeAt(place: number): Uint8Array {
    return this.codes.subarray(place * this.width, (place + 1) * this.width);
  }

  /** Places that have a code. */
  get count(): number {
    const { used } = this;
    let count = 0;
    for (let place = 0; place < used; place += 1) count += this.live[place]!;
    return count;
  }

  /** From now on the codes are those of another edition. */
  turn(edition: number): void {
    Atomics.store(this.#head, 1, edition);
  }

  /** One more than the greatest place ever written: scans end there. */
  get used(): number {
    return Atomics.load(this.#head, 0);
  }

  /**
   * To be asked before passages are stored: afterwards it would be too late.
   * @throws InklingError LIBRARY_FULL
   */
  requireRoom(firstPassage: number, count: number): void {
    if (firstPassage + count > MOST_PASSAGES) throw tooManyPassages();
  }

  put(firstPassage: number, codes: Uint8Array): void {
    const count = codes.length / this.width;
    this.requireRoom(firstPassage, count);
    this.codes.set(codes, firstPassage * this.width);
    this.live.fill(1, firstPassage, firstPassage + count);
    Atomics.store(this.#head, 0, Math.max(this.used, firstPassage + count));
  }

  /** Many at once, of which those that are all zeros stand for places without a code. */
  putPage(firstPassage: number, codes: Uint8Array): void {
    const count = codes.length / this.width;
    this.requireRoom(firstPassage, count);
    this.codes.set(codes, firstPassage * this.width);
    const words = new Uint32Array(
      this.shared.memory.buffer,
      this.layer.codesAt + firstPassage * this.width,
      codes.length / INT_BYTES,
    );
    const wordsACode = this.width / INT_BYTES;
    let last = -1;
    for (let place = 0; place < count; place += 1) {
      let any = 0;
      for (let word = place * wordsACode; word < (place + 1) * wordsACode; word += 1) any |= words[word]!;
      if (any === 0) continue;
      this.live[firstPassage + place] = 1;
      last = place;
    }
    Atomics.store(this.#head, 0, Math.max(this.used, firstPassage + last + 1));
  }

  clear(firstPassage: number, count: number): void {
    this.live.fill(0, firstPassage, firstPassage + count);
  }

  /** The area of a scanner, 0…3: no two threads may scan in one. */
  areaOf(scanner: number): ScanArea {
    const place = scanner % SCANNERS;
    const query = SCANNER_BYTES * (1 + place);
    const distances = areaAt(this.shared, place);
    return {
      query,
      counts: query + QUERY_BYTES,
      others: query + SCANNER_BYTES / 2,
      distances,
      allowed: distances + 2 * MOST_PASSAGES,
      places: distances + 3 * MOST_PASSAGES,
      room: ROOM,
    };
  }
}

/** Of each scanner behind the codes: a distance of 16 bits and a byte for "allowed" a place, and the places found. */
function areaAt({ width, layers }: Pick<SharedCodes, 'width' | 'layers'>, scanner: number): number {
  return codesAt(width, layers) + scanner * (3 * MOST_PASSAGES + INT_BYTES * ROOM);
}

function codesAt(width: number, layer: number): number {
  return PAGE + MOST_PASSAGES * (1 + layer * width);
}

function emptyCodes(width: number, layers: number): SharedCodes {
  const pages = Math.ceil(areaAt({ width, layers }, SCANNERS) / PAGE);
  return { memory: new Memory({ initial: pages, maximum: pages, shared: true }), width, layers };
}

function tooManyPassages(): InklingError {
  return new InklingError('LIBRARY_FULL', {
    cause: `A library holds at most ${MOST_PASSAGES} passages.`,
    remedy: 'Forget a folder, or read some of the folders into a second library with --library.',
  });
}
