import { fold } from '../lib/text/tokens.ts';

/** What a UTF-16 unit is in a word: nothing of it, something passed over, a word of its own, or else a folded letter. */
const BORDER = 0;
const PASSED_OVER = 1;
const UNITS = 65_536;
const LEAST_ROOM = 65_536;
const LETTER = /[\p{L}\p{N}\p{Co}]/u;
const UNSPACED_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const RIDING = /[\p{M}\u00ad\u200b-\u200d\ufeff]/u;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const HYPHEN = 0x2d;
const LINE_END = 0x0a;
const BLANK = 0x20;

/** FNV-1a's, 32 bits. */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** Letters of scripts written without blanks. */
const unspaced = new Uint8Array(UNITS);
const folded = foldedUnits();

/** Words as numbers that are equal where the words are, case and diacritics aside, and where each stands in the text. */
export interface WordHashes {
  readonly hashes: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * The words of a text; a word that a line's end cuts in two is one, and each letter of a script without blanks is one.
 * No string is made: millions of words a second.
 */
export function wordHashes(text: string): WordHashes {
  const count = scan(text);
  return {
    hashes: scratch.hashes.slice(0, count),
    starts: scratch.starts.slice(0, count),
    ends: scratch.ends.slice(0, count),
  };
}

/** The hashes alone; good until the next call. */
export function passingHashes(text: string): Uint32Array {
  // First: a text longer than any before it moves to a larger scratch.
  const count = scan(text);
  return scratch.hashes.subarray(0, count);
}

/** Filled anew by every text: three arrays for each of them would cost more than reading it. */
let scratch = roomFor(LEAST_ROOM);

function roomFor(words: number): WordHashes {
  return { hashes: new Uint32Array(words), starts: new Uint32Array(words), ends: new Uint32Array(words) };
}

/** Puts the words of a text into the scratch; answers their number. */
function scan(text: string): number {
  const most = text.length;
  if (scratch.hashes.length < most) scratch = roomFor(most);
  const { hashes, starts, ends } = scratch;
  let count = 0;
  for (let at = 0; at < most;) {
    const first = text.charCodeAt(at);
    if (folded[first]! <= PASSED_OVER) {
      at += 1;
      continue;
    }
    starts[count] = at;
    const end = unspaced[first] === 1 ? at + 1 : wordEnd(text, at);
    let hash = OFFSET_BASIS;
    for (let place = at; place < end; place += 1) {
      const letter = folded[text.charCodeAt(place)]!;
      if (letter > PASSED_OVER) hash = Math.imul(hash ^ letter, PRIME);
    }
    ends[count] = end;
    at = end;
    hashes[count] = mixed(hash);
    count += 1;
  }
  return count;
}

/** Where a word ends that begins at a place. */
function wordEnd(text: string, from: number): number {
  let end = from + 1;
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unspaced[unit] === 1) break;
    if (folded[unit] === BORDER) {
      const next = unit === HYPHEN ? behindLineEnd(text, at + 1) : -1;
      if (next < 0) break;
      at = next;
    }
    end = at + 1;
  }
  return end;
}

/** Where a word goes on that a hyphen and a line's end cut; −1 where it does not. */
function behindLineEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === BLANK) at += 1;
  if (text.charCodeAt(at) !== LINE_END) return -1;
  at += 1;
  while (text.charCodeAt(at) === BLANK) at += 1;
  const unit = text.charCodeAt(at);
  return at < text.length && folded[unit]! > PASSED_OVER && unspaced[unit] === 0 ? at : -1;
}

/** The finalizer of MurmurHash3 (Appleby): every bit of the result depends on every bit of the number. */
export function mixed(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function foldedUnits(): Uint16Array {
  const units = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit += 1) {
    if (unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE) {
      units[unit] = unit;
      continue;
    }
    const letter = String.fromCharCode(unit);
    if (LETTER.test(letter)) {
      units[unit] = Math.max(PASSED_OVER + 1, fold(letter.normalize('NFKC')).charCodeAt(0) || unit);
      unspaced[unit] = UNSPACED_LETTER.test(letter) ? 1 : 0;
    } else if (RIDING.test(letter)) units[unit] = PASSED_OVER;
  }
  return units;
}
