import { dateWords, NAMED_SPANS, readDates } from './dates.ts';
import { languageWords, readLanguage } from './languages.ts';
import { pageWords, readPages } from './pages.ts';
import { readSizes, sizeWords } from './sizes.ts';
import { FILTER_NAMES, type FilterName } from './syntax-tree.ts';
import { plainType, typeWords } from './types.ts';

/** What of the library a filter's values are proposed from. */
export type ValueSource = 'types' | 'endings' | 'folders' | 'labels' | 'languages' | 'people';

/** A filter as the parser, the help, the completion and the words of a query know it. */
export interface Filter {
  readonly name: FilterName;
  /** What may stand behind the colon, for people. */
  readonly values: string;
  readonly description: string;
  readonly example: string;
  /** Several values may stand between commas: any of them. */
  readonly isList: boolean;
  /** A document has one such thing, so that the same filter twice is any of both; of others both must hold. */
  readonly isAny: boolean;
  /** Whether a value can be read, and what is wrong otherwise. */
  readonly isRead: (value: string) => boolean;
  readonly fault: string;
  /** The values in a sentence, behind "documents". */
  readonly words: (values: readonly string[]) => string;
  readonly source: ValueSource | null;
  /** Values that are always proposed. */
  readonly proposed: readonly string[];
}

type Row = Pick<Filter, 'values' | 'description' | 'example' | 'words'> & Partial<Filter>;

const anything = (): boolean => true;
const either = (values: readonly string[]): string => values.join(' or ');
const quoted = (values: readonly string[]): string => either(values.map((value) => `“${value}”`));
const HAS: Readonly<Record<string, string>> = {
  ocr: 'with words recognised in pictures',
  label: 'with a label',
};
const DATES = 'a year, month or day, .., > <, last-month, last-30-days';
const DATE_FAULT =
  'This is no date. Write 2023, 2023-05, 2023-05-17, 2023..2024, last-month or last-30-days.';
const PROPOSED_DATES = [...NAMED_SPANS, 'last-7-days', 'last-30-days'];

const TABLE: Readonly<Record<FilterName, Row>> = {
  type: {
    values: 'pdf, mail, image, sheet, docx …',
    description: 'a kind of file: a family (mail, image, sheet), a format or an ending',
    example: 'type:pdf,docx',
    words: typeWords,
    isList: true,
    isAny: true,
    isRead: (value) => plainType(value) !== undefined,
    fault: 'This is no type of file. Write a kind such as pdf, mail, image or sheet.',
    source: 'types',
  },
  ext: {
    values: 'pdf, md …',
    description: 'what the file name ends in',
    example: 'ext:md',
    words: (values) => `ending in ${either(values.map((value) => `.${value.replace(/^\./, '')}`))}`,
    isList: true,
    isAny: true,
    source: 'endings',
  },
  path: {
    values: 'a part of the path',
    description: 'the whole path of the file holds it',
    example: 'path:"Tax 2023"',
    words: (values) => `under ${either(values)}`,
    source: 'folders',
  },
  in: {
    values: 'a folder',
    description: 'the file lies in a folder of exactly that name, or in one of its folders',
    example: 'in:letters',
    words: (values) => `in the folder ${either(values)}`,
    source: 'folders',
  },
  name: {
    values: 'a part of the name, * for anything',
    description: 'the file’s own name holds it',
    example: 'name:report*2023',
    words: (values) => `named ${quoted(values)}`,
    source: null,
  },
  date: {
    values: DATES,
    description: 'its own date: mail sent, picture taken, PDF or Office document made; else the file’s',
    example: 'date:2023..2024',
    words: (values) => dateClause(values, { within: 'from', before: 'of', since: 'from' }),
    isRead: (value) => readDates(value) !== undefined,
    fault: DATE_FAULT,
    proposed: PROPOSED_DATES,
  },
  modified: {
    values: DATES,
    description: 'when the file was changed on this disk, whatever the document says',
    example: 'modified:last-week',
    words: (values) =>
      dateClause(values, { within: 'changed in', before: 'changed in', since: 'changed from' }),
    isRead: (value) => readDates(value) !== undefined,
    fault: DATE_FAULT,
    proposed: PROPOSED_DATES,
  },
  size: {
    values: '>2MB, <500kB, 1MB..5MB',
    description: 'how large the file is; kB, MB, GB are thousands, KiB, MiB, GiB 1,024s',
    example: 'size:>2MB',
    words: (values) => either(values.map(sizeWords)),
    isRead: (value) => readSizes(value) !== undefined,
    fault: 'This is no size. Write >2MB, <500kB or 1MB..5MB.',
    proposed: ['>1MB', '>10MB', '<100kB'],
  },
  label: {
    values: 'a label',
    description: 'the document carries the label, or one that lies under it',
    example: 'label:travel',
    words: (values) => `labelled ${either(values)}`,
    isList: true,
    source: 'labels',
  },
  lang: {
    values: 'en, de, French …',
    description: 'the language of most of its text',
    example: 'lang:de',
    words: (values) => `in ${either(values.map((value) => languageWords(readLanguage(value) ?? value)))}`,
    isList: true,
    isAny: true,
    isRead: (value) => readLanguage(value) !== undefined,
    fault: 'Inkling does not tell this language apart. Write a code or a name, such as de or German.',
    source: 'languages',
  },
  page: {
    values: '12, 3..5, 10..',
    description: 'passages on these pages only',
    example: 'page:3..5',
    words: (values) => either(values.map(pageWords)),
    isList: true,
    isAny: true,
    isRead: (value) => readPages(value) !== undefined,
    fault: 'These are no pages. Write 12, 3..5 or 10...',
  },
  has: {
    values: 'ocr, label',
    description: 'ocr: words were recognised in its pictures; label: it carries any label',
    example: 'has:ocr',
    words: (values) => either(values.map((value) => HAS[value.toLowerCase()] ?? value)),
    isList: true,
    isRead: (value) => value.toLowerCase() in HAS,
    fault: 'Write has:ocr or has:label.',
    proposed: Object.keys(HAS),
  },
  is: {
    values: 'duplicate',
    description: 'the same content lies at several paths',
    example: 'is:duplicate',
    words: () => 'with copies elsewhere',
    isRead: (value) => value.toLowerCase() === 'duplicate',
    fault: 'Write is:duplicate.',
    proposed: ['duplicate'],
  },
  from: {
    values: 'a name or address',
    description: 'mail of this sender',
    example: 'from:anna',
    words: (values) => `sent by ${either(values)}`,
    isList: true,
    source: 'people',
  },
  to: {
    values: 'a name or address',
    description: 'mail to these, or with a copy to them',
    example: 'to:example.org',
    words: (values) => `sent to ${either(values)}`,
    isList: true,
    source: 'people',
  },
  subject: {
    values: 'words of the subject',
    description: 'mail with these words in its subject',
    example: 'subject:"moving out"',
    words: (values) => `with the subject ${quoted(values)}`,
  },
};

export const FILTERS: readonly Filter[] = FILTER_NAMES.map((name) => ({
  isList: false,
  isAny: false,
  isRead: anything,
  fault: '',
  source: null,
  proposed: [],
  ...TABLE[name],
  name,
}));

const byName: ReadonlyMap<string, Filter> = new Map(FILTERS.map((filter) => [filter.name, filter]));

/** The filter a person named; undefined for any other word. */
export function filterNamed(name: string): Filter | undefined {
  return byName.get(name);
}

/** The filter of a node's name. */
export function filterOf(name: FilterName): Filter {
  const filter = byName.get(name);
  if (filter === undefined) throw new Error(`no filter is called ${name}`);
  return filter;
}

interface DatePrepositions {
  readonly within: string;
  readonly before: string;
  readonly since: string;
}

function dateClause(values: readonly string[], prepositions: DatePrepositions): string {
  const clauses = values.map((value) => {
    const expression = readDates(value);
    if (expression === undefined) return value;
    const { kind } = expression;
    const isOpen = kind === 'span' && (expression.from === null || expression.to === null);
    if (!isOpen) return `${prepositions.within} ${dateWords(expression)}`;
    const preposition = expression.from === null ? prepositions.before : prepositions.since;
    return `${preposition} ${dateWords(expression)}`;
  });
  return either(clauses).replace(/\bin (today|yesterday|this|the last)\b/g, (_, word: string) =>
    word === 'the last' ? 'within the last' : word,
  );
}
