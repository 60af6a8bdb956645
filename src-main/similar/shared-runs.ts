import type { Words } from './alignment.ts';
import { mixed } from './word-hashes.ts';

/** A run of words that stands in two texts; places are numbers of words. */
export interface SharedRun {
  readonly left: number;
  readonly right: number;
  readonly words: number;
}

/** Words of a run that say something: a row of the same word or sign, as rules of tables have, does not. */
const FEWEST_DIFFERENT = 6;

/** Where runs of some words begin in a text. */
export class RunIndex {
  readonly #words: Words;
  readonly #shortest: number;
  readonly #begins = new Map<number, number[]>();

  constructor(words: Words, shortest: number) {
    this.#words = words;
    this.#shortest = shortest;
    for (let at = 0; at + shortest <= words.hashes.length; at += 1) {
      const key = runKey(words, at, shortest);
      const known = this.#begins.get(key);
      if (known === undefined) this.#begins.set(key, [at]);
      else if (known.length < MOST_REPEATS) known.push(at);
    }
  }

  /** The longest runs that another text has in common with it, each word of the other in one run at most. */
  sharedWith(other: Words): SharedRun[] {
    const runs: SharedRun[] = [];
    for (let at = 0; at + this.#shortest <= other.hashes.length;) {
      const longest = this.#longest(other, at);
      if (longest === null) at += 1;
      else {
        if (differentWords(other, at, longest.words) >= FEWEST_DIFFERENT) runs.push(longest);
        at += longest.words;
      }
    }
    return runs;
  }

  #longest(other: Words, right: number): SharedRun | null {
    let longest: SharedRun | null = null;
    for (const left of this.#begins.get(runKey(other, right, this.#shortest)) ?? []) {
      let words = 0;
      while (isSame(this.#words, left + words, other, right + words)) words += 1;
      if (words >= this.#shortest && words > (longest?.words ?? 0)) longest = { left, right, words };
    }
    return longest;
  }
}

/** A run that a text repeats more often is a rule or a footer. */
const MOST_REPEATS = 8;

function isSame(left: Words, at: number, right: Words, other: number): boolean {
  return at < left.hashes.length && other < right.hashes.length && left.hashes[at] === right.hashes[other];
}

function runKey({ hashes }: Words, from: number, count: number): number {
  let key = 0;
  for (let at = from; at < from + count; at += 1) key = mixed(Math.imul(key, 31) + hashes[at]!);
  return key;
}

function differentWords({ hashes }: Words, from: number, count: number): number {
  return new Set(hashes.subarray(from, from + count)).size;
}
