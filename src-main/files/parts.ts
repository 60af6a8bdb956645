import { WITHIN } from '../lib/document-path.ts';
import { fileRule, folderRule } from './exclusion-rules.ts';
import type { Extraction, Part } from './extraction.ts';
import type { ReadContent } from './read.ts';
import { failure, reasonFor } from './reasons.ts';

/** A document within a file as it was read, or why it could not be. */
export interface ReadPart {
  /** Within the file; further files that hold it are part of it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly content: ReadContent | null;
  readonly failure: { readonly code: string; readonly cause: string } | null;
}

/** What is read of one file, whatever it holds and however deep. */
export interface PartLimits {
  readonly parts: number;
  /** Of one part, and of all together. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Of all texts together, in UTF-16 units. */
  readonly characters: number;
  /** Archives within archives. */
  readonly depth: number;
  readonly milliseconds: number;
}

const MEGABYTE = 1_048_576;
/** A reader is ended after 30 s and at 512 MB: what was read by then would be lost. */
export const PART_LIMITS: PartLimits = {
  parts: 2_000,
  bytes: 50 * MEGABYTE,
  totalBytes: 500 * MEGABYTE,
  characters: 30_000_000,
  depth: 3,
  milliseconds: 20_000,
};

type Parts = NonNullable<Extraction['parts']>;

/** A part that holds others. */
interface Place {
  readonly path: string;
  /** In the list. */
  readonly place: number;
  readonly depth: number;
}

/** Reads bytes of a name: `extractDocument`, handed over because each needs the other. */
export type ReadBytes = (bytes: Uint8Array, name: string) => Promise<ReadContent>;

/** Reads the documents a file holds, one at a time and only as far as the limits go. */
export async function readParts(
  parts: Parts,
  read: ReadBytes,
  limits: PartLimits = PART_LIMITS,
): Promise<{ readonly parts: ReadPart[]; readonly lack: Lack | null }> {
  const reader = new PartReader(read, limits);
  await reader.readAll(parts, '', 1);
  return { parts: reader.parts, lack: reader.lack };
}

/** Why not everything a file holds was read. */
export type Lack = 'PARTS_CUT' | 'PARTS_BROKEN';

class PartReader {
  readonly parts: ReadPart[] = [];
  lack: Lack | null = null;
  readonly #read: ReadBytes;
  readonly #limits: PartLimits;
  readonly #until: number;
  #bytes = 0;
  #characters = 0;

  constructor(read: ReadBytes, limits: PartLimits) {
    this.#read = read;
    this.#limits = limits;
    this.#until = performance.now() + limits.milliseconds;
  }

  async readAll(parts: Parts, prefix: string, depth: number): Promise<void> {
    const before = this.parts.length;
    try {
      for await (const part of parts) {
        const path = cleanPath(part.path);
        if (path === '' || isExcluded(path)) continue;
        if (this.#isFull()) {
          this.lack ??= 'PARTS_CUT';
          return;
        }
        await this.#readOne(part, `${prefix}${path}`, depth);
      }
    } catch (thrown) {
      const reason = reasonFor(thrown);
      if (this.parts.length === before) throw reason;
      this.lack ??= reason.code === 'PARTS_CUT' ? 'PARTS_CUT' : 'PARTS_BROKEN';
    }
  }

  async #readOne(part: Part, path: string, depth: number): Promise<void> {
    try {
      if (part.size > this.#limits.bytes) throw failure('FILE_TOO_LARGE');
      const bytes = await part.open();
      if (bytes.length > this.#limits.bytes) throw failure('FILE_TOO_LARGE');
      this.#bytes += bytes.length;
      const content = await this.#read(bytes, path);
      const { parts } = content.extraction;
      this.#characters += content.extraction.blocks.reduce((sum, { text }) => sum + text.length, 0);
      const place = this.parts.push({ path, size: bytes.length, content, failure: null }) - 1;
      if (parts !== undefined) await this.#readDeeper(parts, { path, place, depth });
    } catch (thrown) {
      const { code, message } = reasonFor(thrown);
      this.parts.push({ path, size: part.size, content: null, failure: { code, cause: message } });
    }
  }

  async #readDeeper(parts: Parts, { path, place, depth }: Place): Promise<void> {
    if (depth === this.#limits.depth) {
      this.lack ??= 'PARTS_CUT';
      return;
    }
    try {
      await this.readAll(parts, `${path}${WITHIN}`, depth + 1);
    } catch (thrown) {
      const { code, message } = reasonFor(thrown);
      const size = this.parts[place]?.size ?? 0;
      this.parts[place] = { path, size, content: null, failure: { code, cause: message } };
    }
  }

  #isFull(): boolean {
    const { parts, totalBytes, characters } = this.#limits;
    return (
      this.parts.length >= parts ||
      this.#bytes > totalBytes ||
      this.#characters > characters ||
      performance.now() > this.#until
    );
  }
}

// oxlint-disable-next-line no-control-regex -- Names in archives hold whatever their makers liked.
const CONTROLS = /[\x00-\x1f\x7f]/g;

/** A label and nothing else: no part is ever written anywhere. */
export function cleanPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(CONTROLS, ' ')
    .split('/')
    .filter((name) => name !== '' && name !== '.' && name !== '..')
    .join('/')
    .toWellFormed();
}

/** What a walk over the unpacked folder would leave out too. */
function isExcluded(path: string): boolean {
  const names = path.split('/');
  const file = names.pop() ?? '';
  return fileRule(file) !== null || names.some((name) => name === '__MACOSX' || folderRule(name) !== null);
}
