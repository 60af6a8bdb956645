/**
 * A query taken apart. Words side by side are a soft bag: meaning and words, nothing required. Everything else is
 * strict: it holds for a document or it does not.
 */
export type QueryNode =
  | WordNode
  | PhraseNode
  | PrefixNode
  | FilterNode
  | NearNode
  | NotNode
  | AndNode
  | OrNode;

export interface WordNode {
  readonly kind: 'word';
  /** As it was typed. */
  readonly text: string;
}

export interface PhraseNode {
  readonly kind: 'phrase';
  readonly text: string;
}

/** A word that begins so. */
export interface PrefixNode {
  readonly kind: 'prefix';
  /** Without its asterisk. */
  readonly text: string;
}

export interface FilterNode {
  readonly kind: 'filter';
  /** One of the table's names. */
  readonly name: FilterName;
  /** Any of them; as they were typed, for what they mean may depend on the day. */
  readonly values: readonly string[];
}

/** Each operand so near the next; an OR among them is any of its alternatives. */
export interface NearNode {
  readonly kind: 'near';
  /** The most words that may stand between. */
  readonly distance: number;
  readonly of: readonly QueryNode[];
}

export interface NotNode {
  readonly kind: 'not';
  readonly of: QueryNode;
}

/** All of them, each somewhere in the document. */
export interface AndNode {
  readonly kind: 'and';
  readonly of: readonly QueryNode[];
}

export interface OrNode {
  readonly kind: 'or';
  readonly of: readonly QueryNode[];
}

export const FILTER_NAMES = [
  'type',
  'ext',
  'path',
  'in',
  'name',
  'date',
  'modified',
  'size',
  'label',
  'lang',
  'page',
  'has',
  'is',
  'from',
  'to',
  'subject',
] as const;

export type FilterName = (typeof FILTER_NAMES)[number];

/** Something of a query that could not be read, or is hardly meant as it was. */
export interface QueryError {
  /** UTF-16 offsets into the query. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Quotation marks that open and close a phrase. */
export const QUOTES = '"“”„';
/** Words that may stand between the operands of a NEAR without a number. */
export const DEFAULT_DISTANCE = 10;
/** The most it reaches: words apart beyond which nothing is near. */
export const FARTHEST = 1_000;
