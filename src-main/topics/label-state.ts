import type { GivenLabel } from './found-labels.ts';
import { isNearLine, NEAR, PROPOSED } from './label.ts';
import type { Topic, TopicLibrary } from './topic-library.ts';

/** A label that was fitted. */
export interface LabelState {
  readonly given: GivenLabel;
  readonly topic: Topic;
  /** Whether it has a word that leads anywhere, or an example. */
  readonly isDefined: boolean;
  /** By row. */
  readonly judged: ReadonlyMap<number, boolean>;
  /** Contents the person judged of which nothing can be compared, as of a picture without words. */
  readonly beyond: readonly { readonly content: number; readonly belongs: boolean }[];
}

export function thresholdOf({ given }: LabelState): number {
  return given.threshold ?? PROPOSED;
}

export function verdictOf(belongs: boolean): 'belongs' | 'not' {
  return belongs ? 'belongs' : 'not';
}

/** Documents that carry a label, best first: those over its threshold, and those the person put in, without those put out. */
export function carriers(
  { given, judged, topic }: LabelState,
  library: Pick<TopicLibrary, 'above'>,
): { rows: number[]; scores: number[]; nearLine: number } {
  const threshold = given.threshold ?? PROPOSED;
  const found = library.above(topic, threshold - NEAR / 2, judged);
  const members = found.filter(({ row, score }) => judged.get(row) ?? score >= threshold);
  members.sort((left, right) => right.score - left.score || left.row - right.row);
  return {
    rows: members.map(({ row }) => row),
    scores: members.map(({ score }) => score),
    nearLine: found.filter(({ row, score }) => !judged.has(row) && isNearLine(score, threshold)).length,
  };
}

/** Rows by score, best first. */
export function rankedRows(scores: Float32Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort(
    (left, right) => scores[right]! - scores[left]! || left - right,
  );
}
