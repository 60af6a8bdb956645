import { ASCII_LOWER } from './character-classes.ts';

const MAXIMUM_WORDS = 1 << 17;
const SLOTS = MAXIMUM_WORDS * 2;
const MASK = SLOTS - 1;
/** A slot: hash, where its units begin, how many units and ids (16 bits each), where its ids begin. */
const SLOT_INTEGERS = 4;
const UNITS_CAPACITY = MAXIMUM_WORDS * 12;
const IDS_CAPACITY = MAXIMUM_WORDS * 4;

/** Longer words are junk more often than not and seldom come twice. */
export const MAXIMUM_CACHED_UNITS = 48;
export const HASH_START = 0x811c9dc5;

/** One step of FNV-1a (Fowler, Noll and Vo) over a UTF-16 unit. */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/**
 * Word → ids, keyed by the units in the text itself: no string is cut out of the text to ask. Open addressing; when it is
 * full it forgets everything, which costs less than ordering words by age, since common words are back within a page.
 */
export class WordCache {
  readonly ids = new Uint16Array(IDS_CAPACITY);
  private readonly slots = new Int32Array(SLOTS * SLOT_INTEGERS);
  private readonly units = new Uint16Array(UNITS_CAPACITY);
  private words = 0;
  private unitsLength = 0;
  private idsLength = 0;

  /** The slot of the word at `from`, case of ASCII letters aside; -1 if it is not known. */
  find(text: string, from: number, length: number, hash: number): number {
    const { slots } = this;
    for (let index = startOf(hash); ; index = (index + 1) & MASK) {
      const slot = index * SLOT_INTEGERS;
      const lengths = slots[slot + 2]!;
      if (lengths === 0) return -1;
      if (
        slots[slot] === hash &&
        lengths >>> 16 === length &&
        this.spells(slots[slot + 1]!, text, from, length)
      )
        return slot;
    }
  }

  idsFrom(slot: number): number {
    return this.slots[slot + 3]!;
  }

  idsCount(slot: number): number {
    return this.slots[slot + 2]! & 0xffff;
  }

  /** Remembers `ids` for a word of 1 to MAXIMUM_CACHED_UNITS units that `find` did not know. */
  add(word: Uint16Array, length: number, hash: number, ids: Uint16Array): void {
    if (this.isFull(length, ids.length)) this.clear();
    let index = startOf(hash);
    while (this.slots[index * SLOT_INTEGERS + 2] !== 0) index = (index + 1) & MASK;
    this.slots.set(
      [hash, this.unitsLength, (length << 16) | ids.length, this.idsLength],
      index * SLOT_INTEGERS,
    );
    for (let unit = 0; unit < length; unit++) this.units[this.unitsLength + unit] = word[unit]!;
    this.ids.set(ids, this.idsLength);
    this.unitsLength += length;
    this.idsLength += ids.length;
    this.words++;
  }

  private spells(at: number, text: string, from: number, length: number): boolean {
    for (let index = 0; index < length; index++)
      if (lowered(text.charCodeAt(from + index)) !== this.units[at + index]) return false;
    return true;
  }

  private isFull(units: number, ids: number): boolean {
    return (
      this.words === MAXIMUM_WORDS ||
      this.unitsLength + units > UNITS_CAPACITY ||
      this.idsLength + ids > IDS_CAPACITY
    );
  }

  private clear(): void {
    this.slots.fill(0);
    this.words = 0;
    this.unitsLength = 0;
    this.idsLength = 0;
  }
}

/** FNV's low bits are weak for short words: fold the high ones in. */
function startOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & MASK;
}

export function lowered(unit: number): number {
  return unit < 128 ? ASCII_LOWER[unit]! : unit;
}
