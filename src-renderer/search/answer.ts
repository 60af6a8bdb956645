import type { Correction, SearchMode, SearchNote, Stage } from '../api/types.ts';

/** What a stage was asked for. */
export interface Asked {
  query: string;
  mode: SearchMode;
  /** It is the first of its answer. */
  first: boolean;
  /** Nobody is told of it. */
  silent: boolean;
}

/** What the list stands for. */
export interface Answer {
  query: string;
  mode: SearchMode;
  stage: Stage;
  final: boolean;
  milliseconds: number;
  /** When the first list stood. */
  firstMilliseconds: number;
  /** Documents found; the list holds the first of them. */
  total: number;
  /** Of them those that answer by their words or their meaning. */
  strong: number;
  /** Passages read closely, of those that will be. */
  closely: { done: number; total: number };
  corrections: readonly Correction[];
  notes: readonly SearchNote[];
}
