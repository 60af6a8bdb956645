import { failure } from './reasons.ts';

/** A forwarded mail in a forwarded mail in a mail; deeper ones come from programs. */
const DEPTH_LIMIT = 4;
const FILE_LIMIT = 500;
const BYTE_LIMIT = 200 * 1_048_576;
/** A third of what a whole file may take, so that the rest of it is read whatever stands inside. */
const MILLISECONDS = 10_000;

interface Spent {
  files: number;
  bytes: number;
  readonly until: number;
}

/** What may be read inside one document, over all its depths together. */
export class InnerBounds {
  readonly #depth: number;
  readonly #spent: Spent;

  constructor(depth = 0, spent: Spent = { files: 0, bytes: 0, until: performance.now() + MILLISECONDS }) {
    this.#depth = depth;
    this.#spent = spent;
  }

  /** The bounds inside a file of so many bytes; throws where they are reached. */
  enter(bytes: number): InnerBounds {
    this.#spent.files++;
    this.#spent.bytes += bytes;
    const { files, bytes: total, until } = this.#spent;
    if (this.#depth >= DEPTH_LIMIT || files > FILE_LIMIT || total > BYTE_LIMIT || performance.now() > until) {
      throw failure('PART_NOT_READ', 'It holds more files, or deeper ones, than Inkling reads.');
    }
    return new InnerBounds(this.#depth + 1, this.#spent);
  }
}
