import type { DocumentSpace } from '../lib/document-space.ts';
import { fitBackground } from './background.ts';
import { AS_MUCH_AS_WORDS, coreSize, raise, SPOKEN, type LabelSeed, type Spoken } from './first-vector.ts';
import { highest } from './highest.ts';

/** A label before it is known what its words tell. */
export type Untold = Omit<LabelSeed, 'told' | 'first'>;

/** What a label's words tell by themselves. */
export interface Told {
  /** Rows of the documents that they tell from all others, nearest first. */
  readonly rows: readonly number[];
  /** Whether these are most of as many as a label's first vector is made of. */
  readonly isEnough: boolean;
  /** Whether they are most of those but not all: others than these are not to be among them. */
  readonly isPart: boolean;
}

/**
 * What words tell before any document is followed. Of documents that lie nearest to a direction some always do, and their mean
 * stands out however far they are from the words: only where words alone tell most of them from the rest of the library (by the
 * line that documents of chance stay below) do they speak for the words. A label whose words tell fewer is its words, and may well
 * have no document.
 */
export function toldByWords(space: DocumentSpace, seeds: readonly Untold[]): Told[] {
  const told: Told[] = [];
  const size = coreSize(space.count);
  const vectors = seeds.map(({ alone }) => alone ?? new Float32Array(space.dimensions));
  space.scoresOf(vectors, (scores, place) => told.push(toldOf(scores, seeds[place]!, size)));
  return told;
}

function toldOf(
  scores: Float32Array,
  { alone, spoken, examples, counterexamples }: Untold,
  size: number,
): Told {
  if (alone === null) return { rows: [], isEnough: true, isPart: false };
  raise(scores, spoken, SPOKEN.assigned);
  const { location, scale, line, isTold } = fitBackground(scores);
  const banned = new Set(counterexamples);
  const nearest = highest(scores, size + banned.size)
    .filter((row) => !banned.has(row))
    .slice(0, size);
  const rows = isTold ? nearest.filter((row) => scores[row]! >= location + line * scale) : [];
  const areMost = rows.length > nearest.length / 2;
  const isLed = areMost || examples.length >= AS_MUCH_AS_WORDS;
  return {
    rows,
    isEnough: isLed || (!isTold && areSaid(nearest, spoken)),
    isPart: areMost && rows.length < nearest.length,
  };
}

/** Where all documents are of one kind, none stands out; that most of the nearest say the words has to do. */
function areSaid(nearest: readonly number[], spoken: Spoken | null): boolean {
  const saying = new Set(spoken?.rows);
  return nearest.filter((row) => saying.has(row)).length > nearest.length / 2;
}
