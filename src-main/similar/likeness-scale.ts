/** How near two texts are, for a person: by what they have in common beyond what any two texts have. */
export type Nearness = 'same' | 'close' | 'alike' | 'distant';

/** Of the way from unrelated to the same; met on folders whose likenesses were looked through. */
const CLOSE = 0.55;
const ALIKE = 0.3;

/** Of fewer pairs nobody knows whether they are unrelated: a small folder is often about one thing. */
const FEWEST = 30;
/** What unrelated texts of larger folders have. */
const USUAL = 0.2;

/** A scale learnt of so many texts holds until there are this many times as many. */
const GROWN = 1.5;

/** Puts likenesses of one kind on a scale from 0, as two texts at random are, to 1, the same. */
export class LikenessScale {
  readonly #unrelated: number;

  /** @param random likenesses of texts picked without regard to each other */
  constructor(random: readonly number[]) {
    const sorted = random.toSorted((left, right) => left - right);
    this.#unrelated = sorted.length < FEWEST ? USUAL : sorted[Math.floor(sorted.length / 2)]!;
  }

  scoreOf(likeness: number): number {
    return Math.min(1, Math.max(0, (likeness - this.#unrelated) / (1 - this.#unrelated || 1)));
  }
}

/** Whether a scale that was learnt of so many is to be learnt anew; one of none always is. */
export function isOutgrown(learntOf: number, count: number): boolean {
  return count >= learntOf * GROWN;
}

export function nearnessOf(score: number): Nearness {
  return score >= CLOSE ? 'close' : score >= ALIKE ? 'alike' : 'distant';
}
