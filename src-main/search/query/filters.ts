import { changedWords, dateWords, NAMED_SPANS, readDates } from './dates.ts';
import { LANGUAGE_CODES, languageWords, readLanguage } from './languages.ts';
import { pageWords, readPages } from './pages.ts';
import { readSizes, sizeWords } from './sizes.ts';
import { FILTER_NAMES, type FilterName } from './syntax-tree.ts';
import { isKnownType, plainType, TYPE_NAMES, wordsOfType } from './types.ts';
import { listed, quoted } from './wording.ts';

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
  /** Whether a word can hardly be meant otherwise; of a type, whether it is one wherever the library lies. */
  readonly isSure: (value: string) => boolean;
  readonly clause: FilterClause;
  readonly source: ValueSource | null;
  /** Values that are always proposed. */
  readonly proposed: readonly string[];
  /** Values of which a misspelt one may be a slip. */
  readonly alike: readonly string[];
}

/** How a filter is said behind a noun: `under Tax 2023`, `not under Tax 2023`, `with “rent” in the subject`. */
export interface FilterClause {
  readonly before: string;
  /** Instead of `before`, where it must not hold. */
  readonly not: string;
  readonly value: (value: string) => string;
  readonly behind: string;
}

type Row = Pick<Filter, 'values' | 'description' | 'example'> &
  Partial<Omit<Filter, 'clause'>> & { readonly clause: readonly [before: string, not?: string] } & {
    readonly said?: (value: string) => string;
    readonly behind?: string;
  };

const anything = (): boolean => true;
const HAS: Readonly<Record<string, string>> = { ocr: 'words recognised in pictures', label: 'a label' };
const DATES = 'a year, month or day, .., > <, last-month, last-30-days';
const DATE_FAULT =
  'This is no date. Write 2023, 2023-05, 2023-05-17, 2023..2024, last-month or last-30-days.';
const PROPOSED_DATES = [...NAMED_SPANS, 'last-7-days', 'last-30-days'];

const TABLE: Readonly<Record<FilterName, Row>> = {
  type: {
    values: 'pdf, mail, image, sheet, docx …',
    description: 'a kind of file: a family (mail, image, sheet), a format or an ending',
    example: 'type:pdf,docx',
    clause: ['that are', 'other than'],
    said: wordsOfType,
    isList: true,
    isAny: true,
    isRead: (value) => plainType(value) !== undefined,
    isSure: isKnownType,
    alike: TYPE_NAMES,
    fault: 'No file here is of this type. Write a kind such as pdf, mail, image or sheet.',
    source: 'types',
  },
  ext: {
    values: 'pdf, md …',
    description: 'what the file name ends in',
    example: 'ext:md',
    clause: ['ending in'],
    said: (value) => `.${value.replace(/^\./, '')}`,
    isList: true,
    isAny: true,
    source: 'endings',
  },
  path: {
    values: 'a part of the path',
    description: 'the whole path of the file holds it',
    example: 'path:"Tax 2023"',
    clause: ['under'],
    source: 'folders',
  },
  in: {
    values: 'a folder',
    description: 'the file lies in a folder of exactly that name, or in one of its folders',
    example: 'in:letters',
    clause: ['in the folder'],
    source: 'folders',
  },
  name: {
    values: 'a part of the name, * for anything',
    description: 'the file’s own name holds it',
    example: 'name:report*2023',
    clause: ['named'],
    said: quoted,
    source: null,
  },
  date: {
    values: DATES,
    description: 'its own date: mail sent, picture taken, PDF or Office document made; else the file’s',
    example: 'date:2023..2024',
    clause: ['from'],
    said: (value) => datesSaid(value, dateWords),
    isRead: (value) => readDates(value) !== undefined,
    fault: DATE_FAULT,
    proposed: PROPOSED_DATES,
  },
  modified: {
    values: DATES,
    description: 'when the file was changed on this disk, whatever the document says',
    example: 'modified:last-week',
    clause: ['changed'],
    said: (value) => datesSaid(value, changedWords),
    isRead: (value) => readDates(value) !== undefined,
    fault: DATE_FAULT,
    proposed: PROPOSED_DATES,
  },
  size: {
    values: '>2MB, <500kB, 1MB..5MB',
    description: 'how large the file is; kB, MB, GB are thousands, KiB, MiB, GiB 1,024s',
    example: 'size:>2MB',
    clause: [''],
    said: sizeWords,
    isRead: (value) => readSizes(value) !== undefined,
    fault: 'This is no size. Write >2MB, <500kB or 1MB..5MB.',
    proposed: ['>1MB', '>10MB', '<100kB'],
  },
  label: {
    values: 'a label',
    description: 'the document carries the label, or one that lies under it',
    example: 'label:travel',
    clause: ['labelled'],
    isList: true,
    source: 'labels',
  },
  lang: {
    values: 'en, de, French …',
    description: 'the language of most of its text',
    example: 'lang:de',
    clause: ['in'],
    said: (value) => languageWords(readLanguage(value) ?? value),
    isList: true,
    isAny: true,
    isRead: (value) => readLanguage(value) !== undefined,
    alike: LANGUAGE_CODES.map(languageWords),
    fault: 'Inkling does not tell this language apart. Write a code or a name, such as de or German.',
    source: 'languages',
  },
  page: {
    values: '12, 3..5, 10..',
    description: 'passages on these pages only',
    example: 'page:3..5',
    clause: ['on', 'outside'],
    said: pageWords,
    isList: true,
    isAny: true,
    isRead: (value) => readPages(value) !== undefined,
    fault: 'These are no pages. Write 12, 3..5 or 10...',
  },
  has: {
    values: 'ocr, label',
    description: 'ocr: words were recognised in its pictures; label: it carries any label',
    example: 'has:ocr',
    clause: ['with', 'without'],
    said: (value) => HAS[value.toLowerCase()] ?? value,
    isList: true,
    isRead: (value) => value.toLowerCase() in HAS,
    fault: 'Write has:ocr or has:label.',
    proposed: Object.keys(HAS),
  },
  is: {
    values: 'duplicate',
    description: 'the same content lies at several paths',
    example: 'is:duplicate',
    clause: ['with', 'without'],
    said: () => 'copies elsewhere',
    isRead: (value) => value.toLowerCase() === 'duplicate',
    fault: 'Write is:duplicate.',
    proposed: ['duplicate'],
  },
  from: {
    values: 'a name or address',
    description: 'mail of this sender',
    example: 'from:anna',
    clause: ['sent by'],
    isList: true,
    source: 'people',
  },
  to: {
    values: 'a name or address',
    description: 'mail to these, or with a copy to them',
    example: 'to:example.org',
    clause: ['sent to'],
    isList: true,
    source: 'people',
  },
  subject: {
    values: 'words of the subject',
    description: 'mail with these words in its subject',
    example: 'subject:"moving out"',
    clause: ['with', 'without'],
    said: quoted,
    behind: 'in the subject',
  },
};

export const FILTERS: readonly Filter[] = FILTER_NAMES.map((name) => {
  const { clause, said, behind = '', ...row } = TABLE[name];
  const [before, not = `not ${before}`.trim()] = clause;
  const { isRead = anything, proposed = [] } = row;
  return {
    isList: false,
    isAny: false,
    isRead,
    isSure: isRead,
    fault: '',
    source: null,
    proposed,
    alike: proposed,
    ...row,
    clause: { before, not, value: said ?? ((value) => value), behind },
    name,
  };
});

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

/** Some values behind a noun, as they stand in a sentence. */
export function filterWords(
  { clause: { before, not, value, behind } }: Filter,
  values: readonly string[],
  { isNot = false, joint = 'or' }: { readonly isNot?: boolean; readonly joint?: 'and' | 'or' } = {},
): string {
  const said = listed([...new Set(values.map(value))], joint);
  return [isNot ? not : before, said, behind].filter((part) => part !== '').join(' ');
}

function datesSaid(value: string, words: typeof dateWords): string {
  const expression = readDates(value);
  return expression === undefined ? value : words(expression);
}
