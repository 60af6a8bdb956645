import type { Span } from '../contract/index.ts';
import type { ReadPassage } from '../storage/embedded-passage.ts';
import type { Correction } from './corrections.ts';
import type { Listed, PresentOptions } from './present.ts';
import type { QueryError } from './query/syntax-tree.ts';

/** What each stage of an answer is asked, and what it answers. */
export interface LightRequest extends PresentOptions {
  /** Names the answer until it is dropped. */
  readonly search: number;
  readonly query: string;
  /** Documents of the first list where a better one follows; the last holds `limit`. */
  readonly first: number;
  readonly lexicalOnly: boolean;
  readonly asTyped: boolean;
  /** Folders whose documents may be seen; null: all. */
  readonly roots: readonly number[] | null;
}

/** What is to be verified. */
export interface Verification {
  /** Passages whose vector must be made. */
  readonly fresh: readonly ReadPassage[];
  /** How many have theirs stored. */
  readonly stored: number;
}

export interface LightAnswer extends Listed {
  readonly corrections: readonly Correction[];
  /** The models cannot read the language: words and names alone decide. */
  readonly isForeign: boolean;
  /** Names of labels that there are none of. */
  readonly unknownLabels: readonly string[];
  /** What of the query could not be read, and was searched as text. */
  readonly errors: readonly QueryError[];
  /** The whole query in words. */
  readonly inWords: string;
  /** Whether something of it has to hold. */
  readonly isStrict: boolean;
  /** Nothing is asked for. */
  readonly isEmpty: boolean;
  /** Documents whose dates, mail headers and languages are not known yet, where the query asks for such. */
  readonly undescribed: number;
  /** What meaning is compared with; empty where there is nothing to verify. */
  readonly meaning: string;
  /** How many passages are worth verifying. */
  readonly verifiable: number;
}

export interface VerifyRequest {
  readonly search: number;
  /** The heavy vector of the query. */
  readonly query: Int8Array;
  /** That of the model before, while a change goes on; null where it could not be had. */
  readonly before: Int8Array | null;
  /** Leaves stored vectors aside: for measurements. */
  readonly ignoreStored: boolean;
}

export interface DeepRequest {
  readonly search: number;
  /** Vectors made since the answer was verified. */
  readonly vectors: readonly { readonly passage: number; readonly vector: Int8Array }[];
}

/** What reading one passage token by token said. */
export interface PassageReading {
  readonly passage: number;
  readonly vector: Int8Array;
  readonly late: number;
  /** The sentence that answers best, in the passage's own text. */
  readonly answer: Span | null;
}

export interface CloselyRequest {
  readonly search: number;
  readonly readings: readonly PassageReading[];
}
