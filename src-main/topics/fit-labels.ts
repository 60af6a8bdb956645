import { fitBackground, type Background } from './background.ts';
import { assignedTo, Contest } from './contest.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import {
  AS_MUCH_AS_WORDS,
  firstVectors,
  judged,
  moved,
  raise,
  SPOKEN,
  type Judged,
  type LabelSeed,
} from './first-vector.ts';
import { measureOf, scoreOf } from './gauge.ts';
import { innerProduct } from '../lib/vector.ts';
import { firstTwins } from './twins.ts';
import type { WordEvidence, WordGauge } from './word-evidence.ts';

/** A label in one space. */
export interface FittedLabel {
  /** Centred, length 1. */
  readonly vector: Float32Array;
  readonly background: Background;
  /** The documents that gave its first vector, nearest first. */
  readonly core: readonly number[];
  /** Whether the documents it gathers are no longer those of its words; the vector before it drifted is kept. */
  readonly drifted: boolean;
  /** Cosines of all documents, with what words add; null where they are not kept. */
  readonly scores: Float32Array | null;
  /** What words add; null where documents are compared by meaning alone. */
  readonly words: WordGauge | null;
}

/** A label by itself, before others contend for its documents: it stays until the label or the documents change. */
export interface StartedLabel {
  readonly seed: LabelSeed;
  readonly core: readonly number[];
  readonly standing: Standing;
}

interface Standing {
  readonly vector: Float32Array;
  readonly background: Background;
  /** Scores of the documents of the label's core. */
  readonly ofCore: Float32Array;
}

/** Where a label was moved to, and the sum of documents that moved it. */
interface Refined {
  readonly sum: Float32Array;
  readonly standing: Standing;
  readonly scores: Float32Array | null;
}

/** Scales above its background from where on a document may move a label. */
const MOVING = 0.5;
/** A label drifted that lost more of its core than it kept. */
const CORE_HELD = 0.5;
/** Scores kept from one fit to the next: 64 MB. Where labels and documents are more, the rest is computed again. */
const MOST_KEPT = 8_000_000;

/**
 * Finds the vectors of all labels (Schopf, Braun, Matthes: "Lbl2Vec", WEBIST 2021, §3): the documents nearest to a label's
 * words, without outliers, are averaged; then documents are assigned to the label they are nearest to, as far as they
 * lie above its background and above every other label, and averaged by how far. Labels that mean the same are no rivals: each
 * has the documents that it would have alone.
 *
 *   seed ─ start ─▶ first vector, background, scores          one label alone: kept until it changes
 *   all scores ─ contest ─▶ the sum of each label's documents        all labels
 *   sum ─ refine ─▶ vector, background, scores            kept while the sum stays the same
 */
export class LabelFitter {
  readonly #space: DocumentSpace;
  /** Scores raised by what documents say in the label's own words. */
  #raised = new Map<StartedLabel, Float32Array>();
  #refined = new Map<StartedLabel, Refined>();
  #last: readonly StartedLabel[] = [];
  #fitted: readonly FittedLabel[] = [];
  readonly #words: WordEvidence | null;

  /** @param words of the documents of the space, where they are to count beside their vectors */
  constructor(space: DocumentSpace, words: WordEvidence | null = null) {
    this.#space = space;
    this.#words = words;
  }

  start(seeds: readonly LabelSeed[]): StartedLabel[] {
    const space = this.#space;
    const first = firstVectors(space, seeds);
    const vectors = first.map(({ vector }) => vector);
    const started: StartedLabel[] = [];
    space.scoresOf(vectors, (scores, place) => {
      const { vector, core } = first[place]!;
      const seed = seeds[place]!;
      const label = { seed, core, standing: standingOf(scores, vector, core) };
      if (this.#isKept(this.#raised.size)) this.#raised.set(label, raised(scores.slice(), seed.spoken));
      started.push(label);
    });
    return started;
  }

  /** @param labels started by this fitter; what is known of others is forgotten */
  fit(labels: readonly StartedLabel[]): readonly FittedLabel[] {
    const isSame = labels.length === this.#last.length;
    if (!isSame || labels.some((label, index) => label !== this.#last[index])) {
      this.#fitted = this.#fit(labels);
      this.#last = labels;
    }
    return this.#fitted;
  }

  #fit(labels: readonly StartedLabel[]): FittedLabel[] {
    const as = firstTwins(labels.map(({ standing }) => standing.vector));
    const refined = this.#refine(labels, this.#assigned(labels, as));
    this.#refined = new Map(labels.map((label, index) => [label, refined[index]!]));
    const held = this.#coreHeld(labels, refined, as);
    const fitted = labels.map((label, index) =>
      label.seed.told === null && held[index]! < CORE_HELD
        ? this.#drifted(label)
        : fittedLabel(label, refined[index]!),
    );
    return this.#words === null || !this.#isKept(labels.length - 1)
      ? fitted
      : this.#withWords(labels, fitted, { as, words: this.#words });
  }

  /** For each label the sum of the documents nearest to it, each by how far it lies above what else it could be. */
  #assigned(labels: readonly StartedLabel[], as: readonly number[]): Float32Array[] {
    const hasRivals = new Set(as).size > 1;
    const lines = labels.map(({ standing: { background } }) => movingLine(background, hasRivals));
    const scoresOf = (label: number): Float32Array => this.#raisedScores(labels[label]!);
    return assignedTo(this.#contest(labels, as), { as, lines, scoresOf }).map(({ rows, margins }) =>
      this.#space.sumOf(rows, margins),
    );
  }

  /** With what the words of the documents that labels gather by meaning say for others. */
  #withWords(
    labels: readonly StartedLabel[],
    fitted: readonly FittedLabel[],
    { as, words }: { readonly as: readonly number[]; readonly words: WordEvidence },
  ): FittedLabel[] {
    const cosines = fitted.map(({ scores, vector }) => scores ?? this.#space.scores(vector).slice());
    const contest = new Contest(this.#space.count);
    cosines.forEach((scores, label) => contest.enter(scores, as[label]!));
    const hasRivals = new Set(as).size > 1;
    const lines = fitted.map(({ background }, label) =>
      movingLine(background, hasRivals && labels[label]!.seed.told === null),
    );
    const assigned = assignedTo(contest, { as, lines, scoresOf: (label) => cosines[label]! });
    return words.add(cosines, assigned).map(({ scores, gauge }, index) => {
      const { seed, core } = labels[index]!;
      // Fewer documents than say as much as its words say nothing beside them.
      if (seed.told !== null && seed.told.length < AS_MUCH_AS_WORDS) return fitted[index]!;
      const standing = standingOf(scores, fitted[index]!.vector, core);
      return { ...fitted[index]!, background: withLine(standing, core, seed), scores, words: gauge };
    });
  }

  #contest(labels: readonly StartedLabel[], as: readonly number[]): Contest {
    const contest = new Contest(this.#space.count);
    const kept = new Map<StartedLabel, Float32Array>();
    labels.forEach((label, place) => {
      const scores = this.#raisedScores(label);
      if (this.#isKept(kept.size)) kept.set(label, scores);
      contest.enter(scores, as[place]!);
    });
    this.#raised = kept;
    return contest;
  }

  #raisedScores(label: StartedLabel): Float32Array {
    const { seed, standing } = label;
    return this.#raised.get(label) ?? raised(this.#space.scores(standing.vector).slice(), seed.spoken);
  }

  /** Labels moved by the documents assigned to them; of one whose documents are the same, what is known. */
  #refine(labels: readonly StartedLabel[], sums: readonly Float32Array[]): Refined[] {
    const known = labels.map((label, index) => {
      const before = this.#refined.get(label);
      return before?.sum.every((value, column) => value === sums[index]![column]) === true ? before : null;
    });
    const places = Array.from(labels.keys()).filter((place) => known[place] === null);
    const vectors = places.map((place) => this.#moved(labels[place]!, sums[place]!));
    const made = new Map<number, Refined>();
    this.#space.scoresOf(vectors, (scores, index) => {
      const place = places[index]!;
      made.set(place, {
        sum: sums[place]!,
        standing: standingOf(scores, vectors[index]!, labels[place]!.core),
        scores: this.#isKept(place) ? scores.slice() : null,
      });
    });
    return known.map((before, place) => before ?? made.get(place)!);
  }

  /** A label whose documents are not followed stays with its words, and with what the person said of documents. */
  #moved(label: StartedLabel, sum: Float32Array): Float32Array {
    return label.seed.told === null
      ? moved(this.#space, label.seed, { vector: sum, surprise: this.#surprise(label) })
      : this.#unmoved(label);
  }

  #unmoved(label: StartedLabel): Float32Array {
    const { vector } = label.standing;
    return judged(this.#space, label.seed, { vector, surprise: this.#surprise(label) });
  }

  /** By what the label said of a document before: its score, of one that belongs what is wanting to 1. Without words it said nothing. */
  #surprise({ seed, standing }: StartedLabel): Judged['surprise'] {
    if (seed.words === null) return () => 1;
    const measure = measureOf(standing);
    return (row, belongs) => {
      const score = scoreOf(innerProduct(this.#space.row(row), standing.vector), measure);
      return belongs ? 1 - score : score;
    };
  }

  /** As it was before the documents assigned to it moved it; what the person said of documents stands. */
  #drifted(label: StartedLabel): FittedLabel {
    const { seed, core } = label;
    const vector = this.#unmoved(label);
    const now = standingOf(this.#space.scores(vector), vector, core);
    return { vector, background: withLine(now, core, seed), core, drifted: true, scores: null, words: null };
  }

  /** The share of each label's core that is still nearest to it, or to one that means the same. */
  #coreHeld(labels: readonly StartedLabel[], refined: readonly Refined[], as: readonly number[]): number[] {
    const rows = labels.flatMap(({ core }) => core);
    const contest = new Contest(rows.length);
    refined.forEach(({ scores, standing }, label) =>
      contest.enter(scoresAt(scores ?? this.#space.scores(standing.vector), rows), as[label]!),
    );
    let from = 0;
    return labels.map(({ core }, label) => {
      const first = from;
      from += core.length;
      const held = core.filter((_, place) => contest.best[first + place] === as[label]);
      return core.length === 0 ? 1 : held.length / core.length;
    });
  }

  #isKept(labels: number): boolean {
    return (labels + 1) * this.#space.count <= MOST_KEPT;
  }
}

/**
 * From where on a document may move a label: what lies low is another one's, where there is one that would have it. Without, low
 * ones are most of a library, and only those above the label's line are its own.
 */
function movingLine(background: Background, hasRivals: boolean): number {
  const { location, scale, isTold } = background;
  return hasRivals || !isTold ? location + scale * MOVING : measureOf({ background }).line;
}

function standingOf(scores: Float32Array, vector: Float32Array, core: readonly number[]): Standing {
  return { vector, background: fitBackground(scores), ofCore: scoresAt(scores, core) };
}

function scoresAt(scores: Float32Array, rows: readonly number[]): Float32Array {
  const found = new Float32Array(rows.length);
  for (let place = 0; place < rows.length; place++) found[place] = scores[rows[place]!]!;
  return found;
}

function raised(scores: Float32Array, spoken: LabelSeed['spoken']): Float32Array {
  raise(scores, spoken, SPOKEN.assigned);
  return scores;
}

function fittedLabel({ seed, core }: StartedLabel, { standing, scores }: Refined): FittedLabel {
  const { vector } = standing;
  return { vector, background: withLine(standing, core, seed), core, drifted: false, scores, words: null };
}

/**
 * Where all documents are of one kind, none stands out by chance's measure; a label whose words they say, or that has
 * examples, is then proposed for the nearer half of the documents it was made of.
 */
function withLine({ background, ofCore }: Standing, core: readonly number[], seed: LabelSeed): Background {
  if (background.isTold) return background;
  const said = new Set(seed.spoken?.rows);
  if (seed.examples.length === 0 && !core.some((row) => said.has(row))) return background;
  const middle = ofCore.toSorted()[core.length >> 1] ?? 0;
  return { ...background, line: (middle - background.location) / background.scale };
}
