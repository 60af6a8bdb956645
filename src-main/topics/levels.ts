/** A label among others that contend for the same documents. */
export interface LevelledLabel {
  /** Of all documents. */
  readonly scores: Float32Array;
  /** The score of an ordinary document. */
  readonly location: number;
  /** Rows of the documents its words led to. */
  readonly core: readonly number[];
}

/**
 * What documents that are not a label's own score under it, for each label beside the others: to be taken from its scores
 * before a document gets one label alone. Away from the mean of all documents, those of large subjects lie low under every
 * label, and labels of small subjects would have them.
 *
 * It is told twice: by the scores of ordinary documents, and by those of the other labels' cores, each counting as much however
 * many documents it has. The mean of both is believed as far as they agree (the reliability of two halves: Guttman,
 * "A basis for analyzing test-retest reliability", 1945, λ₄).
 */
export function levelsOf(labels: readonly LevelledLabel[]): number[] {
  const told = labels.filter(({ core }) => core.length > 0);
  if (told.length < 2) return labels.map(() => 0);
  const ordinary = aroundMean(told.map(({ location }) => location));
  const others = aroundMean(told.map((label) => levelOfOthers(label, told)));
  const both = ordinary.map((value, index) => (value + others[index]!) / 2);
  const agreed = product(ordinary, others);
  if (agreed <= 0) return labels.map(() => 0);
  const belief = Math.min(1, agreed / product(both, both));
  const levels = new Map(told.map((label, index) => [label, both[index]! * belief]));
  return labels.map((label) => levels.get(label) ?? 0);
}

/** The mean over the other labels of what the documents of each one's core score on average. */
function levelOfOthers(label: LevelledLabel, labels: readonly LevelledLabel[]): number {
  const others = labels.filter((other) => other !== label);
  return mean(others.map(({ core }) => mean(core.map((row) => label.scores[row]!))));
}

function aroundMean(values: readonly number[]): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}
