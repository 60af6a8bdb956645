import { mostSlips, slipsBetween } from '../spelling.ts';
import { filterNamed } from './filters.ts';
import { FILTER_NAMES, type FilterName } from './syntax-tree.ts';

/** What other programs call the same thing. */
const OTHER_NAMES: ReadonlyMap<string, FilterName> = new Map<string, FilterName>([
  ...(['kind', 'filetype', 'format', 'mime'] as const).map((name) => [name, 'type'] as const),
  ['extension', 'ext'],
  ...(['folder', 'dir', 'directory'] as const).map((name) => [name, 'in'] as const),
  ...(['file', 'filename', 'title'] as const).map((name) => [name, 'name'] as const),
  ...(['created', 'before', 'after', 'since', 'year'] as const).map((name) => [name, 'date'] as const),
  ...(['changed', 'mtime'] as const).map((name) => [name, 'modified'] as const),
  ['tag', 'label'],
  ['language', 'lang'],
  ...(['author', 'sender'] as const).map((name) => [name, 'from'] as const),
  ['recipient', 'to'],
]);
/** Names before a colon that are no slip of a filter: addresses of the network, of books and of places in programs. */
const SCHEMES: ReadonlySet<string> = new Set(
  'http https ftp file mailto tel sms urn doi isbn issn arxiv data node npm git ssh std localhost re fwd aw wg note'.split(
    ' ',
  ),
);
/** A name and what stands behind its colon; of an address, a path, a name of C++ and a time nobody means a filter. */
const NAMED_VALUE = /^(\p{L}{2,20}):(?![/\\:])(?=\S)/u;
const NUMBER_BEHIND = /^\p{L}+:[\d.]+$/u;

/** A name in front of a colon that is no filter's; `meant` is the filter it may be a slip of, or another word for. */
export interface UnknownFilter {
  readonly name: string;
  readonly meant: FilterName | undefined;
}

/** Undefined where a word is none that looks like a filter. */
export function unknownFilter(word: string): UnknownFilter | undefined {
  const name = NAMED_VALUE.exec(word)?.[1];
  const lower = name?.toLowerCase() ?? '';
  if (name === undefined || SCHEMES.has(lower) || filterNamed(lower) !== undefined) return undefined;
  const meant = OTHER_NAMES.get(lower) ?? nearestOf(lower, FILTER_NAMES);
  return meant === undefined && NUMBER_BEHIND.test(word) ? undefined : { name, meant };
}

/** Slips that a short name forgives. */
const LEAST_SLIPS = 1;

/** The one of some names that a word is a slip of; the first of several. */
export function nearestOf<Name extends string>(word: string, names: readonly Name[]): Name | undefined {
  const typed = word.toLowerCase();
  const most = typed.length < 3 ? 0 : Math.max(LEAST_SLIPS, mostSlips(typed));
  const near = names
    .map((name) => ({ name, slips: slipsBetween(typed, name.toLowerCase(), most) }))
    .filter(({ slips }) => slips <= most);
  return near.toSorted((left, right) => left.slips - right.slips)[0]?.name;
}
