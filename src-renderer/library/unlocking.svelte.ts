import type { Client } from '../api/client.ts';
import { failureText, toFailure } from '../api/failure.ts';
import type { FileError } from '../api/types.ts';

const LOCKED = new Set(['DOCUMENT_PASSWORD', 'PASSWORD_WRONG']);
const WRONG = 'This password does not open the document.';

/** Whether a password would help. */
export function isLocked({ code }: FileError): boolean {
  return LOCKED.has(code);
}

/** A password being given for one file. */
export class Unlocking {
  password = $state('');
  keep = $state(false);
  /** A keychain is there to keep it in. */
  canKeep = $state(false);
  busy = $state(false);
  /** Why it did not open. */
  failed = $state<string>();

  readonly path: string;
  #client: Client;

  constructor(client: Client, path: string) {
    this.#client = client;
    this.path = path;
  }

  /** Asks whether the password can be kept; where nobody answers it cannot. */
  async start(): Promise<void> {
    this.canKeep = await this.#client.library.keychain().then(
      ({ isThere }) => isThere,
      () => false,
    );
  }

  type(password: string): void {
    this.password = password;
    this.failed = undefined;
  }

  /** Answers whether it opened. */
  async give(): Promise<boolean> {
    if (this.password === '' || this.busy) return false;
    this.busy = true;
    const { path, password } = this;
    const keep = this.canKeep && this.keep;
    try {
      const { opened } = await this.#client.library.unlock({ path, password, keep });
      this.failed = opened ? undefined : WRONG;
      return opened;
    } catch (error) {
      this.failed = failureText(toFailure(error));
      return false;
    } finally {
      this.busy = false;
    }
  }
}
