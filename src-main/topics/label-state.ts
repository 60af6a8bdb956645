import type { GivenLabel } from './found-labels.ts';
import { isNearLine, PROPOSED } from './label.ts';
import type { Topic } from './topic-library.ts';

/** A label that was fitted. */
export interface LabelState {
  readonly given: GivenLabel;
  readonly topic: Topic;
  /** By row. */
  readonly judged: ReadonlyMap<number, boolean>;
}

export function thresholdOf({ given }: LabelState): number {
  return given.threshold ?? PROPOSED;
}

export function verdictOf(belongs: boolean): 'belongs' | 'not' {
  return belongs ? 'belongs' : 'not';
}

/** Documents that carry a label, best first: those over its threshold, and those the person put in, without those put out. */
export function carriers(
  state: LabelState,
  scores: Float32Array,
): { rows: number[]; scores: number[]; nearLine: number } {
  const threshold = thresholdOf(state);
  const rows: number[] = [];
  let nearLine = 0;
  scores.forEach((score, row) => {
    const judged = state.judged.get(row);
    if (judged ?? score >= threshold) rows.push(row);
    if (judged === undefined && isNearLine(score, threshold)) nearLine += 1;
  });
  rows.sort((left, right) => scores[right]! - scores[left]! || left - right);
  return { rows, scores: rows.map((row) => scores[row]!), nearLine };
}

/** Rows by score, best first. */
export function rankedRows(scores: Float32Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort(
    (left, right) => scores[right]! - scores[left]! || left - right,
  );
}
