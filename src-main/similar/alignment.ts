import { fold } from '../lib/text/tokens.ts';
import { withinEdits } from './edit-distance.ts';
import { wordHashes, type WordHashes } from './word-hashes.ts';

/** Words in order, and the text they stand in. */
export interface Words extends WordHashes {
  readonly text: string;
}

/** A word of what is looked for, and the word that stands for it in a text. */
export interface MatchedWord {
  readonly wanted: number;
  readonly found: number;
  /** False where it is misread or misspelt. */
  readonly isExact: boolean;
}

const EXACT = 3;
const ALIKE = 2;
const OTHER = -1;
const LEFT_OUT = -1;
/** Shorter words are others when a letter changes. */
const SHORTEST_ALIKE = 4;
/** Words from here on may differ by two letters. */
const LONG = 8;

const STEP = { none: 0, both: 1, wanted: 2, found: 3 } as const;

export function wordsOf(text: string): Words {
  return { text, ...wordHashes(text) };
}

/** The stretch of a text that stands best for the words wanted, word by word and in order (Smith and Waterman, 1981). */
export function align(wanted: Words, found: Words): MatchedWord[] {
  const columns = found.hashes.length;
  const worth = worthTable(wanted, found);
  const steps = new Uint8Array(wanted.hashes.length * columns);
  let above = new Int32Array(columns + 1);
  let current = new Int32Array(columns + 1);
  let best = { score: 0, row: 0, column: 0 };
  for (let row = 0; row < wanted.hashes.length; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const both = above[column]! + worth(row, column);
      const skipped = Math.max(above[column + 1]!, current[column]!) + LEFT_OUT;
      const score = Math.max(0, both, skipped);
      current[column + 1] = score;
      if (score === 0) continue;
      const isUp = above[column + 1]! >= current[column]!;
      steps[row * columns + column] = score === both ? STEP.both : isUp ? STEP.wanted : STEP.found;
      if (score > best.score) best = { score, row, column };
    }
    [above, current] = [current, above];
  }
  return traced(steps, columns, best).flatMap(([row, column]) => {
    const value = worth(row, column);
    return value > 0 ? [{ wanted: row, found: column, isExact: value === EXACT }] : [];
  });
}

/** Back from where the best stretch ends to where it begins. */
function traced(
  steps: Uint8Array,
  columns: number,
  { score, row, column }: { readonly score: number; readonly row: number; readonly column: number },
): [number, number][] {
  const pairs: [number, number][] = [];
  let [atRow, atColumn] = score === 0 ? [-1, -1] : [row, column];
  while (atRow >= 0 && atColumn >= 0) {
    const step = steps[atRow * columns + atColumn];
    if (step === STEP.none) break;
    if (step === STEP.both) pairs.push([atRow, atColumn]);
    if (step !== STEP.found) atRow -= 1;
    if (step !== STEP.wanted) atColumn -= 1;
  }
  return pairs.toReversed();
}

/** What a pair of words is worth: each pair of different words is compared once. */
function worthTable(wanted: Words, found: Words): (row: number, column: number) => number {
  const [rows, columns] = [numbered(wanted), numbered(found)];
  const width = columns.words.length;
  const table = new Int8Array(rows.words.length * width);
  rows.words.forEach((left, row) => {
    columns.words.forEach((right, column) => {
      table[row * width + column] = left === right ? EXACT : isAlike(left, right) ? ALIKE : OTHER;
    });
  });
  return (row, column) => table[rows.numbers[row]! * width + columns.numbers[column]!]!;
}

/** Each place's word by a number, and the words by number. */
function numbered({ text, hashes, starts, ends }: Words): { numbers: Uint32Array; words: string[] } {
  const known = new Map<number, number>();
  const words: string[] = [];
  const numbers = hashes.map((hash, at) => {
    const number = known.get(hash) ?? words.push(lettersOf(text.slice(starts[at], ends[at]))) - 1;
    known.set(hash, number);
    return number;
  });
  return { numbers, words };
}

/** A word without the hyphen and the line's end that may cut it. */
function lettersOf(word: string): string {
  return fold(word.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}\p{Co}]+/gu, '');
}

function isAlike(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  if (shorter < SHORTEST_ALIKE || /\d/.test(left) || /\d/.test(right)) return false;
  return withinEdits(left, right, shorter < LONG ? 1 : 2);
}
