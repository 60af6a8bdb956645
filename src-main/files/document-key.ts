import type { InklingError } from '../lib/errors.ts';
import { failure, type ReasonCode } from './reasons.ts';

/** A password given for a file; it is tried on everything in the file that is locked. */
export class DocumentKey {
  readonly #password: string | null;
  #opened = 0;

  constructor(password: string | null) {
    this.#password = password;
  }

  /** What it has opened so far. */
  get opened(): number {
    return this.#opened;
  }

  /** The password for those who want it beforehand; empty where none was given. */
  get password(): string {
    return this.#password ?? '';
  }

  /** Whether a password was given. */
  get isGiven(): boolean {
    return this.#password !== null;
  }

  /**
   * Opens something locked. `open` throws where the password is not the right one.
   * @throws InklingError DOCUMENT_PASSWORD without a password, PASSWORD_WRONG where it does not fit
   */
  async open<Opened>(open: (password: string) => Promise<Opened> | Opened, cause?: string): Promise<Opened> {
    if (this.#password === null) throw failure('DOCUMENT_PASSWORD', cause);
    const opened = await open(this.#password);
    this.#opened += 1;
    return opened;
  }
}

/** No password was given. */
export const noKey = (): DocumentKey => new DocumentKey(null);

const LOCKED: ReadonlySet<string> = new Set<ReasonCode>(['DOCUMENT_PASSWORD', 'PASSWORD_WRONG']);

/** Whether a password might help against a failure. */
export function isLocked({ code }: Pick<InklingError, 'code'>): boolean {
  return LOCKED.has(code);
}
