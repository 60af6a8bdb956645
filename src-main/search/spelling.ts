import { fold, terms } from '../lib/text/tokens.ts';
import { LEAST_PASSAGES, type Vocabulary } from '../storage/vocabulary.ts';

/** A vocabulary made ready to be compared with. */
export interface Speller {
  readonly vocabulary: Vocabulary;
  /** The letters each term has, a bit each: terms that share too few cannot be near. */
  readonly letters: Uint32Array;
}

/** A second slip is as unlikely as a word this many times rarer (natural logarithm). */
const SLIP_COST = 5;
/** People get the first letter right; where it is wrong too, a second slip is one too many. */
const FIRST_LETTER_COST = 3;
const LEAST_CORRECTED = 4;
/** Words shorter than this are near to too many others for two slips. */
const LEAST_FOR_TWO = 8;

export function makeSpeller(vocabulary: Vocabulary): Speller {
  const letters = new Uint32Array(vocabulary.size);
  for (let place = 0; place < letters.length; place += 1)
    letters[place] = lettersOf(vocabulary.termAt(place));
  return { vocabulary, letters };
}

/**
 * The term a word most likely meant: one or two slips away (a letter wrong, missing, too many, or two exchanged;
 * Damerau 1964, as optimal string alignment), the more frequent the likelier. Compared as typed and by its stem,
 * for the postings hold stems.
 * @param frequency passages a term counts in, where not all of the library may be seen
 */
export function nearestTerm(
  word: string,
  { vocabulary, letters }: Speller,
  frequency?: (term: string) => number,
): string | undefined {
  const typed = fold(word);
  if (typed.length < LEAST_CORRECTED) return undefined;
  const most = mostSlips(typed);
  const firstLetter = typed.charCodeAt(0);
  // Stemming takes a final e off a word that is spelt right.
  const forms = [...new Set([typed, terms(word)[0] ?? typed, typed.replace(/e$/, '')])];
  const masks = forms.map(lettersOf);
  const lengths = forms.map((form) => form.length);
  const [shortest, longest] = [Math.min(...lengths) - most, Math.max(...lengths) + most];
  let best: string | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  // Plain loops: nearly every one of very many terms is passed over at once.
  for (let index = 0; index < vocabulary.size; index += 1) {
    const length = vocabulary.lengthAt(index);
    if (length < shortest || length > longest) continue;
    const isSameFirst = vocabulary.firstLetterAt(index) === firstLetter;
    const allowed = isSameFirst ? most : 1;
    let slips = allowed + 1;
    for (let which = 0; which < forms.length; which += 1) {
      // Every slip changes two letters of the set at most.
      if (bits(masks[which]! ^ letters[index]!) > 2 * allowed) continue;
      const form = forms[which]!;
      if (Math.abs(form.length - length) <= allowed)
        slips = Math.min(slips, slipsBetween(form, vocabulary.termAt(index), allowed));
    }
    if (slips > allowed) continue;
    const term = vocabulary.termAt(index);
    const passages = frequency?.(term) ?? vocabulary.passages[index] ?? 1;
    if (passages < LEAST_PASSAGES) continue;
    const first = isSameFirst ? 0 : FIRST_LETTER_COST;
    const score = Math.log(passages) - SLIP_COST * slips - first;
    if (score > bestScore) [best, bestScore] = [term, score];
  }
  return best;
}

/** Slips that may be corrected in a folded word. */
export function mostSlips(word: string): number {
  return word.length < LEAST_FOR_TWO ? 1 : 2;
}

/** Optimal string alignment distance; more than `most` where it is greater. */
export function slipsBetween(left: string, right: string, most: number): number {
  let from = 0;
  let [leftEnd, rightEnd] = [left.length, right.length];
  // What both begin and end with alike takes no slip, and leaves little to compare.
  while (from < leftEnd && from < rightEnd && left.charCodeAt(from) === right.charCodeAt(from)) from += 1;
  while (
    from < leftEnd &&
    from < rightEnd &&
    left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)
  ) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  // One slip leaves a letter of each, or two that were exchanged.
  if (most === 1 && Math.max(leftEnd, rightEnd) - from > 2) return 2;
  return alignment(left.slice(from, leftEnd), right.slice(from, rightEnd), most);
}

function alignment(left: string, right: string, most: number): number {
  let before = new Uint8Array(right.length + 1);
  let row = Uint8Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let line = 1; line <= left.length; line += 1) {
    const next = new Uint8Array(right.length + 1);
    next[0] = line;
    let least = line;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[line - 1] === right[column - 1] ? 0 : 1;
      let slips = Math.min(
        (row[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (row[column - 1] ?? 0) + same,
      );
      const isExchanged =
        line > 1 &&
        column > 1 &&
        left[line - 1] === right[column - 2] &&
        left[line - 2] === right[column - 1];
      if (isExchanged) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      next[column] = slips;
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[right.length] ?? most + 1;
}

function lettersOf(word: string): number {
  let mask = 0;
  for (let place = 0; place < word.length; place += 1) mask |= 1 << (word.charCodeAt(place) & 31);
  return mask >>> 0;
}

/** Set bits of 32, added in parallel (Warren, Hacker's Delight, 5-1). */
function bits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
