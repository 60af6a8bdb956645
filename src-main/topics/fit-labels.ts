import { addTo, unit } from '../lib/vector.ts';
import { fitBackground, type Background } from './background.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import { localOutlierFactors } from './outlier-factor.ts';

/** What a label is made from, in one space. */
export interface LabelSeed {
  /** Its words: the mean of their centred unit vectors, length 1; null where it has none the model knows. */
  readonly words: Float32Array | null;
  /** How much each document speaks of the words as they stand, 0 for one that holds none; null where that is not known. */
  readonly spoken: Float32Array | null;
  /** Rows of documents that belong, and that do not. */
  readonly examples: readonly number[];
  readonly counterexamples: readonly number[];
}

/** A label in one space. */
export interface FittedLabel {
  /** Centred, length 1. */
  readonly vector: Float32Array;
  readonly background: Background;
  /** The documents that gave its first vector, nearest first. */
  readonly core: readonly number[];
  /** Whether the documents it gathers are no longer those of its words; the vector before it drifted is kept. */
  readonly drifted: boolean;
}

/** Documents nearest to the words that give a label its first vector: at the least, at the most, and of a library. */
const CORE = { least: 10, most: 100, share: 0.05 };
/** Of these the least alike are left out, one in so many: the published method's share (Lbl2Vec, §3.3). */
const OUTLIERS = 10;
/** What the words themselves add to a cosine: while documents are looked for, and while they are assigned. */
const SPOKEN = { core: 0.01, assigned: 0.02 };
/** Scales above its background from where on a document may move a label. */
const MOVING = 0.5;
/** What a label's words count beside the documents that were assigned to it. */
const WORDS_KEPT = 0.3;
/** What judged documents move a label by, for and against (Rocchio, 1971; weights as is usual since Salton). */
const EXAMPLES = 0.75;
const COUNTEREXAMPLES = 0.15;
/** A label drifted that lost more of its core than it kept. */
const CORE_HELD = 0.5;

/**
 * The vectors of all labels (Schopf, Braun, Matthes: "Lbl2Vec", WEBIST 2021, §3): the documents nearest to a label's
 * words, without outliers, are averaged; then documents are assigned to the label they are nearest to, as far as they
 * lie above its background and above every other label, and averaged by how far.
 */
export function fitLabels(space: DocumentSpace, seeds: readonly LabelSeed[]): FittedLabel[] {
  const first = seeds.map((seed) => firstVector(space, seed));
  const before = first.map(({ vector }) => standingOf(space, vector));
  const sums = assigned(
    space,
    before.map((standing, label) => withSpoken(standing, seeds[label]!.spoken)),
  );
  const after = seeds.map((seed, label) => standingOf(space, moved(space, seed, sums[label]!)));
  const held = coreHeld(
    after,
    first.map(({ core }) => core),
  );
  return seeds.map((_, label) => {
    const drifted = held[label]! < CORE_HELD;
    const standing = (drifted ? before : after)[label]!;
    const { core } = first[label]!;
    return { vector: standing.vector, background: withLine(standing, core, seeds[label]!), core, drifted };
  });
}

/**
 * Where all documents are of one kind, none stands out by chance's measure; a label whose words they say, or that has
 * examples, is then proposed for the nearer half of the documents it was made of.
 */
function withLine({ scores, background }: Standing, core: readonly number[], seed: LabelSeed): Background {
  const isSaid = core.some((row) => (seed.spoken?.[row] ?? 0) > 0) || seed.examples.length > 0;
  if (background.isTold || !isSaid) return background;
  const middle =
    core.map((row) => scores[row]!).toSorted((left, right) => left - right)[core.length >> 1] ?? 0;
  return { ...background, line: (middle - background.location) / background.scale };
}

interface Standing {
  readonly vector: Float32Array;
  readonly scores: Float32Array;
  readonly background: Background;
}

function standingOf(space: DocumentSpace, vector: Float32Array): Standing {
  const scores = space.scores(vector).slice();
  return { vector, scores, background: fitBackground(scores) };
}

/** Scores raised by what documents say in the label's own words. */
function withSpoken(standing: Standing, spoken: Float32Array | null): Standing {
  if (spoken === null) return standing;
  const scores = standing.scores.map((score, row) => score + SPOKEN.assigned * spoken[row]!);
  return { ...standing, scores };
}

/** Words and examples lead to the documents nearest to them, and these, without outliers, to the vector. */
function firstVector(space: DocumentSpace, seed: LabelSeed): { vector: Float32Array; core: number[] } {
  const start = moved(space, seed, new Float32Array(space.dimensions));
  const most = Math.min(CORE.most, Math.max(CORE.least, Math.round(space.count * CORE.share)));
  // A label without words and examples has no document, rather than the first ones there are.
  if (start.every((value) => value === 0)) return { vector: start, core: [] };
  const scores = space.scores(start);
  seed.spoken?.forEach((value, row) => {
    scores[row]! += SPOKEN.core * value;
  });
  const banned = new Set(seed.counterexamples);
  const nearest = highest(scores, most + banned.size)
    .filter((row) => !banned.has(row))
    .slice(0, most);
  const core = withoutOutliers(space, nearest);
  const sum = new Float32Array(space.dimensions);
  for (const row of core) addTo(sum, space.row(row));
  return { vector: judged(space, seed, unit(sum)), core };
}

function withoutOutliers(space: DocumentSpace, rows: readonly number[]): number[] {
  const factors = localOutlierFactors(rows.map((row) => space.row(row)));
  const kept = rows.length - Math.floor(rows.length / OUTLIERS);
  const worst = factors.toSorted((left, right) => left - right)[kept - 1] ?? 0;
  return rows.filter((_, index) => factors[index]! <= worst);
}

/** A label's vector from its documents and its words, towards its examples and away from its counterexamples. */
function moved(space: DocumentSpace, seed: LabelSeed, sum: Float32Array): Float32Array {
  const vector = unit(sum.slice());
  if (seed.words !== null) addTo(vector, seed.words, WORDS_KEPT);
  return judged(space, seed, unit(vector));
}

/** Towards the examples and away from the counterexamples. */
function judged(space: DocumentSpace, seed: LabelSeed, vector: Float32Array): Float32Array {
  const made = vector.slice();
  addMean(space, made, seed.examples, EXAMPLES);
  addMean(space, made, seed.counterexamples, -COUNTEREXAMPLES);
  return unit(made);
}

function addMean(space: DocumentSpace, vector: Float32Array, rows: readonly number[], weight: number): void {
  const row = new Float32Array(space.dimensions);
  for (const index of rows) addTo(vector, space.row(index, row), weight / rows.length);
}

/** For each label the sum of the documents that lie nearest to it, each by how far it lies above what else it could be. */
function assigned(space: DocumentSpace, standing: readonly Standing[]): Float32Array[] {
  const sums = standing.map(() => new Float32Array(space.dimensions));
  const lines = standing.map(({ background: { location, scale } }) => location + scale * MOVING);
  const row = new Float32Array(space.dimensions);
  for (let document = 0; document < space.count; document++) {
    const { best, margin } = nearestLabel(standing, lines, document);
    if (margin > 0) addTo(sums[best]!, space.row(document, row), margin);
  }
  return sums;
}

function nearestLabel(
  standing: readonly Standing[],
  lines: readonly number[],
  document: number,
): { best: number; margin: number } {
  let best = 0;
  let [top, second] = [-Infinity, -Infinity];
  for (let label = 0; label < standing.length; label++) {
    const score = standing[label]!.scores[document]!;
    if (score > top) [second, top, best] = [top, score, label];
    else if (score > second) second = score;
  }
  return { best, margin: top - Math.max(second, lines[best]!) };
}

/** The share of each label's core that is still nearest to it. */
function coreHeld(standing: readonly Standing[], cores: readonly (readonly number[])[]): number[] {
  const none = standing.map(() => -Infinity);
  return cores.map((core, label) => {
    if (core.length === 0) return 1;
    const held = core.filter((document) => {
      const { best } = nearestLabel(standing, none, document);
      return best === label || standing[best]!.scores[document] === standing[label]!.scores[document];
    });
    return held.length / core.length;
  });
}

/** Steps a range of scores is counted in, to find the highest without sorting all. */
const STEPS = 4_096;

/** Rows of the highest scores, best first; of equal ones the first. */
function highest(scores: Float32Array, count: number): number[] {
  let [least, most] = [Infinity, -Infinity];
  for (const score of scores) {
    if (score < least) least = score;
    if (score > most) most = score;
  }
  const width = (most - least) / STEPS || 1;
  const stepOf = (score: number): number => Math.min(STEPS - 1, Math.floor((score - least) / width));
  const counts = new Uint32Array(STEPS);
  for (const score of scores) counts[stepOf(score)]! += 1;
  let from = STEPS;
  for (let above = 0; from > 0 && above < count;) {
    from -= 1;
    above += counts[from]!;
  }
  const rows: number[] = [];
  for (let row = 0; row < scores.length; row++) if (stepOf(scores[row]!) >= from) rows.push(row);
  return rows.sort((left, right) => scores[right]! - scores[left]! || left - right).slice(0, count);
}
