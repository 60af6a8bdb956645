/** A query taken apart. Words and phrases stand as they were typed, folded later. */
export interface ParsedQuery {
  /** What is compared by meaning: words and phrases without signs and filters. */
  readonly meaning: string;
  /** Words outside quotes, in order. */
  readonly words: readonly string[];
  /** Every one must stand in the document, literally. */
  readonly phrases: readonly string[];
  /** Words and phrases no document of the answer may hold. */
  readonly excluded: readonly string[];
  readonly types: readonly string[];
  readonly excludedTypes: readonly string[];
  /** Parts of paths, every one of which must be met. */
  readonly paths: readonly string[];
  readonly excludedPaths: readonly string[];
  /** Names of labels, every one of which must be carried. */
  readonly labels: readonly string[];
  readonly excludedLabels: readonly string[];
}

/** An optional minus, an optional filter name, and a quoted or bare value; an open quote ends with the query. */
const PART = /(?<=^|[\s"“”„])(-)?(?:(type|path|label):)?(?:["“”„]([^"“”„]*)["“”„]?|(\S+))/giu;

interface Part {
  readonly negative: boolean;
  readonly filter: string | undefined;
  readonly quoted: string | undefined;
  readonly value: string;
}

/** Words beyond which a query is a text somebody pasted: its quotation marks and dashes are prose. */
const LONGEST_TYPED = 40;

/**
 * Reads `words "a phrase" -without type:pdf path:"Tax 2023" label:travel`. Never throws: what is no sign is a word, and of a pasted
 * paragraph everything is.
 */
export function parseQuery(query: string): ParsedQuery {
  const pieces = query.split(/\s+/).filter((piece) => piece !== '');
  if (pieces.length > LONGEST_TYPED) return pasted(pieces);
  const parts = [...query.matchAll(PART)].map(toPart).filter((part) => part.value !== '');
  const texts = parts.filter((part) => part.filter === undefined && !part.negative);
  const chosen = (filter: string, negative: boolean): string[] =>
    parts.filter((part) => part.filter === filter && part.negative === negative).map((part) => part.value);
  return {
    meaning: texts.map((part) => part.value).join(' '),
    words: texts.filter((part) => part.quoted === undefined).map((part) => part.value),
    phrases: texts.flatMap((part) => (part.quoted === undefined ? [] : [part.quoted])),
    excluded: parts.filter((part) => part.filter === undefined && part.negative).map((part) => part.value),
    types: chosen('type', false).map((type) => type.toLowerCase()),
    excludedTypes: chosen('type', true).map((type) => type.toLowerCase()),
    paths: chosen('path', false),
    excludedPaths: chosen('path', true),
    labels: chosen('label', false),
    excludedLabels: chosen('label', true),
  };
}

/** Where the text of a passage is searched for, nothing is a sign. */
function pasted(pieces: readonly string[]): ParsedQuery {
  const nothing: readonly string[] = [];
  return {
    meaning: pieces.join(' '),
    words: pieces,
    phrases: nothing,
    excluded: nothing,
    types: nothing,
    excludedTypes: nothing,
    paths: nothing,
    excludedPaths: nothing,
    labels: nothing,
    excludedLabels: nothing,
  };
}

function toPart(match: RegExpMatchArray): Part {
  const quoted = match[3]?.trim();
  const bare = match[4] ?? '';
  // A minus or a filter's name that stands alone is an ordinary word.
  if (quoted === undefined && bare === '')
    return { negative: false, filter: undefined, quoted, value: match[0] };
  return {
    negative: match[1] !== undefined,
    filter: match[2]?.toLowerCase(),
    quoted: match[2] === undefined ? quoted : undefined,
    value: quoted ?? bare,
  };
}

/** Whether there is anything to rank by. */
export function hasText(query: ParsedQuery): boolean {
  return query.meaning.trim() !== '';
}

/** Whether documents are left out before ranking. */
export function hasFilters(query: ParsedQuery): boolean {
  return [
    query.phrases,
    query.excluded,
    query.types,
    query.excludedTypes,
    query.paths,
    query.excludedPaths,
    query.labels,
    query.excludedLabels,
  ].some((list) => list.length > 0);
}
