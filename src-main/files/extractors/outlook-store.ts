import { PSTFile } from 'pst-extractor';
import type { PSTFolder, PSTMessage } from 'pst-extractor';

import { InklingError } from '../../lib/errors.ts';
import type { Extraction, Extractor, Part } from '../extraction.ts';
import { oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { bytesOfMail } from './mail-bytes.ts';
import { mailOfMessage } from './outlook-store-mail.ts';

const FOLDER_DEPTH = 30;
/** The library's number for a folder that only names what stands in others. */
const SEARCH_FOLDER = 3;
const NAME_LIMIT = 120;
/** Under what the parts of a file may take. */
const MILLISECONDS = 18_000;

/** A mailbox of Outlook: every mail, contact and appointment is a document of its own, in its folder. */
export const outlookStoreExtractor: Extractor = {
  format: 'outlook-store',
  extract(bytes: Uint8Array): Extraction {
    return { ...new Outline().finish(), parts: new OutlookStore(bytes).parts() };
  },
};

/** The one function through which the library reads a file, so that damaged trees that lead in circles come to an end. */
interface StoreReader {
  readSync(...args: unknown[]): number;
  getRootFolder(): PSTFolder;
}
const Reader = PSTFile as unknown as new (bytes: Buffer) => StoreReader;

class BoundReader extends Reader {
  readonly #until = performance.now() + MILLISECONDS;

  override readSync(...args: unknown[]): number {
    // The library reads in its constructor, before there is a limit.
    if (#until in this && performance.now() > this.#until) throw failure('PARTS_CUT');
    return super.readSync(...args);
  }
}

class OutlookStore {
  readonly #root: PSTFolder;
  readonly #taken = new Map<string, number>();
  readonly #seen = new Set<string>();
  #isBroken = false;

  constructor(bytes: Uint8Array) {
    this.#root = rootOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  *parts(): Generator<Part> {
    yield* this.#partsOf(this.#root, '', 0);
    if (this.#isBroken) throw failure('FILE_BROKEN');
  }

  *#partsOf(folder: PSTFolder, path: string, depth: number): Generator<Part> {
    const place = folder.descriptorNodeId.toString();
    if (depth > FOLDER_DEPTH || this.#seen.has(place) || folder.getNodeType() === SEARCH_FOLDER) return;
    this.#seen.add(place);
    for (const message of this.#messagesOf(folder)) {
      const name = this.#unused(`${path}${fileName(subjectOf(message))}`);
      yield { path: `${name}.eml`, size: 0, open: () => bytesOfMail(mailOfMessage(message)) };
    }
    for (const inner of this.#foldersOf(folder)) {
      // What stands at the top holds the folders that Outlook shows; its own name is never shown.
      const isTop = depth === 0 && inner.contentCount <= 0;
      yield* this.#partsOf(inner, isTop ? '' : `${path}${fileName(inner.displayName)}/`, depth + 1);
    }
  }

  *#messagesOf(folder: PSTFolder): Generator<PSTMessage> {
    try {
      for (let count = folder.contentCount; count > 0; count--) {
        const message: PSTMessage | null = folder.getNextChild();
        if (message === null) return;
        yield message;
      }
    } catch (thrown) {
      this.#passOver(thrown);
    }
  }

  #foldersOf(folder: PSTFolder): PSTFolder[] {
    try {
      return folder.getSubFolders();
    } catch (thrown) {
      this.#passOver(thrown);
      return [];
    }
  }

  /** One folder that is damaged costs its own mails. */
  #passOver(thrown: unknown): void {
    if (thrown instanceof InklingError) throw thrown;
    this.#isBroken = true;
  }

  /** Mails of one subject are told apart. */
  #unused(path: string): string {
    const count = (this.#taken.get(path) ?? 0) + 1;
    this.#taken.set(path, count);
    return count === 1 ? path : `${path} (${count})`;
  }
}

function rootOf(bytes: Buffer): PSTFolder {
  try {
    return new BoundReader(bytes).getRootFolder();
  } catch (thrown) {
    throw failure(String(thrown).includes('is encrypted') ? 'PASSWORD_NOT_TAKEN' : 'FILE_BROKEN');
  }
}

function subjectOf(message: PSTMessage): string {
  try {
    return message.subject || message.displayName;
  } catch {
    return '';
  }
}

function fileName(text: string): string {
  return oneLine(text.replace(/[\\/]/g, '-')).slice(0, NAME_LIMIT).toWellFormed() || '–';
}
