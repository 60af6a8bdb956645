import { endingOf } from '../../../src-main/files/formats.ts';
import { median } from '../report.ts';
import type { Row } from '../report.ts';

/** Fewer words may stand in any file by chance. */
const WORDS_TO_JUDGE = 20;
const HELD_SHARE = 0.5;
const GRAM = 4;
const WORST = 10;

export interface Compared {
  readonly path: string;
  /** Shares of the reference's distinct words that each side holds. */
  readonly ours: number;
  readonly theirs: number | null;
  /** Of runs of four words: those in both texts by those in either. */
  readonly likeness: number;
}

/** Null where the reference has too few words. */
export function compare(
  path: string,
  texts: { reference: string; ours: string; theirs: string | null },
): Compared | null {
  const reference = wordsOf(texts.reference);
  if (reference.length < WORDS_TO_JUDGE) return null;
  const ours = wordsOf(texts.ours);
  return {
    path,
    ours: heldShare(reference, ours),
    theirs: texts.theirs === null ? null : heldShare(reference, wordsOf(texts.theirs)),
    likeness: jaccard(grams(reference), grams(ours)),
  };
}

export function heldRows(compared: readonly Compared[]): Row[] {
  const judged = compared.length;
  const told = (work: string, value: number): Row => ({ work, value, unit: '', isQuality: false });
  const byEnding = Map.groupBy(compared, ({ path }) => endingOf(path));
  const hasPeer = compared.some(({ theirs }) => theirs !== null);
  return [
    told(
      `held by us, of ${judged} with a reference`,
      compared.filter(({ ours }) => ours >= HELD_SHARE).length,
    ),
    ...(hasPeer
      ? [
          told(
            `held by Recoll, of ${judged}`,
            compared.filter(({ theirs }) => (theirs ?? 0) >= HELD_SHARE).length,
          ),
        ]
      : []),
    ...[...byEnding]
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([ending, of]) =>
        told(`  ${ending} (${of.length}): likeness p50`, median(of.map(({ likeness }) => likeness))),
      ),
  ];
}

/** The files whose text is least like the reference's. */
export function worstLines(compared: readonly Compared[]): string[] {
  return compared
    .toSorted((left, right) => left.likeness - right.likeness || left.ours - right.ours)
    .slice(0, WORST)
    .map(({ path, ours, likeness }) => `${likeness.toFixed(3)}  holds ${ours.toFixed(2)}  ${path}`);
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function heldShare(reference: readonly string[], held: readonly string[]): number {
  const wanted = new Set(reference);
  return shared(wanted, new Set(held)) / wanted.size;
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return [...left].filter((word) => right.has(word)).length;
}

function grams(words: readonly string[]): Set<string> {
  return new Set(words.slice(0, 1 - GRAM).map((_, at) => words.slice(at, at + GRAM).join(' ')));
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const both = shared(left, right);
  return left.size + right.size === 0 ? 1 : both / (left.size + right.size - both);
}
