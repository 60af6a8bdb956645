import { addTo, unit } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import { highest } from './highest.ts';
import { localOutlierFactors } from './outlier-factor.ts';

/** The documents that hold a label's words as they stand, by row, and how much each speaks of them. */
export interface Spoken {
  readonly rows: Uint32Array;
  readonly weights: Float32Array;
}

/** What a label is made from, in one space. */
export interface LabelSeed {
  /** Its words: the mean of their centred unit vectors, length 1; null where it has none the model knows. */
  readonly words: Float32Array | null;
  /** The same away from what words have in common: what they are where no documents are followed. */
  readonly alone: Float32Array | null;
  /** Rows of documents that its words tell from all others, nearest first, where these are not followed; null where they are. */
  readonly told: readonly number[] | null;
  /** Rows its first vector is made of, where words tell most of as many as that but not all; null: those nearest to its words. */
  readonly first: readonly number[] | null;
  /** How much documents speak of the words as they stand; null where that is not known. */
  readonly spoken: Spoken | null;
  /** Rows of documents that belong, and that do not. */
  readonly examples: readonly number[];
  readonly counterexamples: readonly number[];
}

/** Documents nearest to the words that give a label its first vector: at the least, at the most, and of a library. */
const CORE = { least: 10, most: 100, share: 0.05 };
/** So many judged documents say as much as a label's words, which lead to so many at the least. */
export const AS_MUCH_AS_WORDS = CORE.least;
/** Of these the least alike are left out, one in so many: the published method's share (Lbl2Vec, §3.3). */
const OUTLIERS = 10;
/** What the words themselves add to a cosine while documents are looked for, and while they are assigned. */
export const SPOKEN = { sought: 0.01, assigned: 0.02 };
/** What a label's words count beside the documents that were assigned to it. */
const WORDS_KEPT = 0.3;
/** What judged documents move a label by, for and against (Rocchio, 1971; weights as is usual since Salton), where they are many. */
const EXAMPLES = 0.75;
const COUNTEREXAMPLES = 0.15;

/**
 * Words lead to the documents nearest to them, and these, without outliers, to the vectors of labels: with the examples among
 * them, each as one document more. Where there are no words, the examples lead there; where words tell too few documents to be
 * followed, a label is its words.
 */
export function firstVectors(
  space: DocumentSpace,
  seeds: readonly LabelSeed[],
): { vector: Float32Array; core: number[] }[] {
  const starts = seeds.map(
    (seed) =>
      seed.words ?? judged(space, seed, { vector: new Float32Array(space.dimensions), surprise: ALL }),
  );
  const cores: number[][] = [];
  space.scoresOf(starts, (scores, place) => {
    // A label without words and examples has no document, rather than the first ones there are.
    const isEmpty = starts[place]!.every((value) => value === 0);
    const seed = seeds[place]!;
    const told = seed.first === null ? null : withoutOutliers(space, seed.first);
    cores.push(isEmpty ? [] : (told ?? coreOf(space, seed, scores)));
  });
  return seeds.map((seed, place) => {
    if (seed.told !== null && seed.alone !== null) return { vector: seed.alone, core: [...seed.told] };
    const core = cores[place]!;
    const rows = [...new Set([...core, ...seed.examples])];
    const sum = space.sumOf(
      rows,
      rows.map(() => 1),
    );
    return { vector: core.length === 0 ? starts[place]! : unit(sum), core };
  });
}

/** Documents that give a label its first vector. */
export function coreSize(documents: number): number {
  return Math.min(CORE.most, Math.max(CORE.least, Math.round(documents * CORE.share)));
}

/** The documents nearest to a label's words, nearest first, without outliers. */
function coreOf(space: DocumentSpace, seed: LabelSeed, scores: Float32Array): number[] {
  const most = coreSize(space.count);
  raise(scores, seed.spoken, SPOKEN.sought);
  const banned = new Set(seed.counterexamples);
  const nearest = highest(scores, most + banned.size)
    .filter((row) => !banned.has(row))
    .slice(0, most);
  return withoutOutliers(space, nearest);
}

/** Raises scores by what documents say in the label's own words. */
export function raise(scores: Float32Array, spoken: Spoken | null, by: number): void {
  spoken?.rows.forEach((row, place) => {
    scores[row]! += by * spoken.weights[place]!;
  });
}

function withoutOutliers(space: DocumentSpace, rows: readonly number[]): number[] {
  const factors = localOutlierFactors(rows.map((row) => space.row(row)));
  const kept = rows.length - Math.floor(rows.length / OUTLIERS);
  const worst = factors.toSorted((left, right) => left - right)[kept - 1] ?? 0;
  return rows.filter((_, index) => factors[index]! <= worst);
}

/** A vector, and how little it tells of a document that it is the label's (or is not, of a counterexample), 0 to 1. */
export interface Judged {
  readonly vector: Float32Array;
  readonly surprise: (row: number, belongs: boolean) => number;
}

const ALL = (): number => 1;

/** A label's vector from its documents and its words, towards its examples and away from its counterexamples. */
export function moved(
  space: DocumentSpace,
  seed: LabelSeed,
  { vector: sum, surprise }: Judged,
): Float32Array {
  const vector = unit(sum.slice());
  if (seed.words !== null) addTo(vector, seed.words, WORDS_KEPT);
  return judged(space, seed, { vector: unit(vector), surprise });
}

/**
 * Towards the examples and away from the counterexamples, by how many they are beside what words say, and each by how much it says
 * that was not known (the step of logistic regression, where Rocchio's is the same for all): one that lies well within its
 * label would draw it from the others there.
 */
export function judged(
  space: DocumentSpace,
  { words, examples, counterexamples }: LabelSeed,
  { vector, surprise }: Judged,
): Float32Array {
  const made = vector.slice();
  const beside = words === null ? 0 : AS_MUCH_AS_WORDS;
  for (const row of examples)
    space.addRow(row, (EXAMPLES * surprise(row, true)) / (examples.length + beside), made);
  for (const row of counterexamples)
    space.addRow(row, (-COUNTEREXAMPLES * surprise(row, false)) / (counterexamples.length + beside), made);
  return unit(made);
}
