import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import type { HeldPassword, KeptPassword } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';

/** What a keychain needs of Electron's safeStorage. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux alone has it; 'basic_text' is a key that every program knows. */
  getSelectedStorageBackend?(): string;
}

/** Only this person may read what the keychain's key protects. */
const OWN = 0o600;

/** Passwords of documents in one file, under a key that the system's keychain holds. */
export class Keychain {
  readonly #safe: SafeStorage;
  readonly #file: string;
  readonly #held: Map<string, string>;

  private constructor(safe: SafeStorage, file: string) {
    this.#safe = safe;
    this.#file = file;
    this.#held = new Map(Object.entries(readKept(safe, file)));
  }

  /** Null where the system has none. */
  static open(safe: SafeStorage, file: string): Keychain | null {
    const isThere = safe.isEncryptionAvailable() && safe.getSelectedStorageBackend?.() !== 'basic_text';
    return isThere ? new Keychain(safe, file) : null;
  }

  all(): HeldPassword[] {
    return [...this.#held].map(([path, password]) => ({ path, password }));
  }

  apply({ path, password }: KeptPassword): void {
    if (password === null) this.#held.delete(path);
    else this.#held.set(path, password);
    const text = JSON.stringify(Object.fromEntries(this.#held));
    const next = `${this.#file}.next`;
    writeFileSync(next, this.#safe.encryptString(text), { mode: OWN });
    renameSync(next, this.#file);
  }
}

/** Lends an engine the keychain until the signal aborts. */
export async function lendKeychain(client: Client, keychain: Keychain, signal: AbortSignal): Promise<void> {
  const changes = await client.library.offerKeychain({ kept: keychain.all() }, { signal });
  try {
    for await (const change of changes) keychain.apply(change);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}

/** Nothing where it is not there yet, or was written under another key. */
function readKept(safe: SafeStorage, file: string): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(safe.decryptString(readFileSync(file)));
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
