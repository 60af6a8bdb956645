import type { Excerpt } from '../lib/text/excerpt.ts';
import type { Standing } from './health.ts';
import type { WordVectors } from './label.ts';
import type { TopicGauge } from './topic-library.ts';

/** A label as the person's library knows it. */
export interface GivenLabel {
  readonly id: number;
  readonly words: readonly string[];
  readonly heavy: WordVectors | null;
  readonly judged: readonly { readonly hash: Uint8Array; readonly belongs: boolean }[];
  readonly threshold: number | null;
}

/** What is to be fitted, and to which documents. */
export interface FitRequest {
  readonly labels: readonly GivenLabel[];
  /** Another number where documents' vectors are others than before. */
  readonly edition: number;
  /** Whether another fit comes soon: many documents are not read again before it. */
  readonly isPassing: boolean;
}

/** What fitting found of a label. */
export interface FoundLabel {
  readonly id: number;
  readonly gauge: TopicGauge;
  /** Documents that hold each of its words. */
  readonly holding: readonly number[];
  /** Contents that carry it, and their scores in hundredths. */
  readonly contents: Uint32Array;
  readonly scores: Float32Array;
  readonly nearLine: number;
  readonly standing: Standing;
}

export interface Fitted {
  /** Of the documents it was made of: an earlier one than was asked for where another fit comes soon. */
  readonly edition: number;
  /** The last content that was looked at. */
  readonly upTo: number;
  readonly labels: readonly FoundLabel[];
  readonly documents: number;
  readonly unlabelled: number;
  readonly deep: number;
  readonly rank: number | null;
}

/** Which documents of a label are wanted. */
export interface RankRequest {
  readonly id: number;
  readonly offset: number;
  readonly limit: number;
  /** Leaves passages out. */
  readonly brief: boolean;
}

/** A document under a label. */
export interface RankedDocument {
  readonly root: number;
  readonly path: string;
  /** The file that holds it, or is it. */
  readonly file: string;
  readonly title: string | null;
  readonly format: string;
  readonly modified: number;
  readonly score: number;
  readonly belongs: boolean;
  readonly nearLine: boolean;
  readonly verdict: 'belongs' | 'not' | null;
  readonly deep: boolean;
  /** False where nothing of it can be compared: it is there by the person's word. */
  readonly compared: boolean;
  readonly evidence: Excerpt | null;
}

/** How a document that was judged is there now. */
export interface JudgedPresence {
  readonly present: boolean;
  readonly compared: boolean;
}

/** A document that carries no label. */
export type UnlabelledDocument = Pick<RankedDocument, 'root' | 'path' | 'title' | 'format' | 'modified'>;

export interface Ranked {
  readonly documents: readonly RankedDocument[];
  readonly total: number;
  readonly histogram: readonly number[];
}

/** A folder or document by its root and the path within it. */
export interface FolderPlace {
  readonly root: number;
  readonly path: string;
}
