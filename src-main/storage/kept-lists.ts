import { BoundedCache } from '../lib/bounded-cache.ts';
import type { DoclistPart } from './doclists.ts';

/** Bytes of lists kept: what a few dozen questions ask for. Three times as many save a hundredth of the time. */
const MOST_BYTES = 2 << 20;
/** Longer lists are of common words: few of them would take the place of all others. */
const LONGEST_BYTES = 64 << 10;
/** What the objects around a part take. */
const PART_BYTES = 160;

/** A list as it is read, to be kept whole or not at all. */
export class GatheredList {
  readonly parts: DoclistPart[] = [];
  #room = LONGEST_BYTES;

  /** Whether nothing is missing. */
  get isWhole(): boolean {
    return this.#room >= 0;
  }

  add(part: DoclistPart): DoclistPart {
    this.#room -= part.bytes.length;
    if (this.isWhole) this.parts.push(part);
    return part;
  }

  /** A part of it was left out. */
  cut(): void {
    this.#room = -1;
  }
}

/**
 * Lists of terms that are not too long, kept as long as the database stays as it is: a question looks at each of its
 * words several times, and whoever types asks for the same words with every key.
 */
export class KeptLists {
  #lists = emptyCache();
  #edition = -1;

  /** To be called as a snapshot begins, with the database's edition. */
  begin(edition: number): void {
    if (edition === this.#edition) return;
    this.#edition = edition;
    this.#lists = emptyCache();
  }

  of(term: string): readonly DoclistPart[] | undefined {
    return this.#lists.get(term);
  }

  keep(term: string, list: GatheredList): void {
    if (list.isWhole) this.#lists.set(term, copied(list.parts));
  }
}

function emptyCache(): BoundedCache<readonly DoclistPart[]> {
  return new BoundedCache(MOST_BYTES, (parts) => bytesOf(parts) + PART_BYTES * parts.length);
}

/** A part points into its leaf, and all of it would stay. */
function copied(parts: readonly DoclistPart[]): DoclistPart[] {
  const whole = new Uint8Array(bytesOf(parts));
  let end = 0;
  return parts.map(({ bytes, absolute }) => {
    whole.set(bytes, end);
    end += bytes.length;
    return { bytes: whole.subarray(end - bytes.length, end), absolute };
  });
}

function bytesOf(parts: readonly DoclistPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
