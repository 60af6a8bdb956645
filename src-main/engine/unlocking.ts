import type { HeldPassword, KeptPassword, Unlocked, UnlockRequest } from '../contract/index.ts';
import { isLocked } from '../files/document-key.ts';
import type { ExtractedDocument } from '../indexing/extract-process.ts';
import type { Calls } from '../lib/calls.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';
import type { DocumentRow } from '../storage/documents.ts';
import { findFile } from './find-file.ts';
import type { Library } from './library.ts';
import type { Passwords } from './passwords.ts';
import type { Readers } from './threads.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface UnlockingOptions {
  readonly library: Library;
  readonly readers: Readers;
  readonly writer: Calls<WriteHandlers>;
  readonly passwords: Passwords;
  readonly extract: (path: string, password: string) => Promise<ExtractedDocument>;
}

/** Opens files by passwords that a person gives, or once had kept. */
export class Unlocking {
  readonly #options: UnlockingOptions;

  constructor(options: UnlockingOptions) {
    this.#options = options;
  }

  /**
   * Reads a file with a password and makes it searchable; a document within a file is opened with the whole file.
   * @throws InklingError DOCUMENT_UNKNOWN, DOCUMENT_NOT_LOCKED, or why the file cannot be read
   */
  async unlock({ path, password, keep }: UnlockRequest): Promise<Unlocked> {
    const { passwords, library } = this.#options;
    const { file, row } = await findFile(this.#options, path);
    const read = await this.#read(file, password);
    if (read === null) return { opened: false, kept: false };
    passwords.hold(file, password);
    await this.#store(row, read);
    library.changed();
    const kept = keep && passwords.canKeep;
    if (kept) passwords.keep(file, password);
    return { opened: true, kept };
  }

  /** Takes what a keychain kept, and opens what is locked still; tells it what to keep from now on. */
  async *offerKeychain(kept: readonly HeldPassword[], signal: AbortSignal): AsyncGenerator<KeptPassword> {
    const { passwords } = this.#options;
    for (const { path, password } of kept) passwords.hold(path, password);
    const opening = this.#openAgain(kept);
    yield* passwords.changes(signal);
    await opening;
  }

  async #openAgain(kept: readonly HeldPassword[]): Promise<void> {
    for (const { path, password } of kept) {
      // A file that went away, or took another password since, stays as it is.
      const found = await findFile(this.#options, path).catch(() => null);
      if (found !== null && isLocked({ code: found.row.code ?? '' }))
        await this.unlock({ path, password, keep: false }).catch(() => undefined);
    }
  }

  /** Null where the password is not the right one. */
  async #read(file: string, password: string): Promise<ExtractedDocument | null> {
    try {
      const read = await this.#options.extract(file, password);
      if (read.opened > 0) return read;
      const failures = [read.content.shortfall, ...read.parts.map(({ failure }) => failure)];
      if (failures.some((failure) => failure !== null && isLocked(failure))) return null;
      throw notLocked();
    } catch (thrown) {
      if (isLocked(normaliseError(thrown))) return null;
      throw thrown;
    }
  }

  async #store({ id }: DocumentRow, { content, parts }: ExtractedDocument): Promise<void> {
    const { writer } = this.#options;
    await writer.store({ outcomes: [{ document: id, content, parts }] });
    await writer.settle(undefined);
  }
}

function notLocked(): InklingError {
  return new InklingError('DOCUMENT_NOT_LOCKED', {
    cause: 'No password protects this document.',
    remedy: 'Nothing needs to be done.',
  });
}
