import { fold } from '../lib/text/tokens.ts';

/** What a file's name says of the version it holds. */
export interface VersionName {
  /** What all versions of one document share, folded; '' where nothing else is in the name. */
  readonly stem: string;
  /** v2.1 as [2, 1]; null where no number is given. */
  readonly number: readonly number[] | null;
  /** A date in the name, as 20240131. */
  readonly date: number | null;
  /** Whether the name says "version", "copy", "final" or the like, beside dates. */
  readonly isMarked: boolean;
}

const ENDING = /\.\p{L}[\p{L}\p{N}]{0,7}$/u;
/** 2024-01-31, 2024_01_31, 20240131; and 31.01.2024. */
const YEAR_FIRST = /(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/gu;
const DAY_FIRST = /(?<!\d)(0?[1-9]|[12]\d|3[01])[-_.](0?[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)/gu;
const NUMBERED =
  /(?<![\p{L}\p{N}])(?:version|ver|v|rev|revision|r|draft|entwurf)[\s._-]?(\d+(?:[._]\d+)*)(?![\p{L}\p{N}])/gu;
const COPIED = /\(\s*(\d{1,3}|copy|copie|kopie)(?:\s+\d+)?\s*\)/gu;
const MARKED =
  /(?<![\p{L}\p{N}])(?:copy of|kopie von|final|draft|entwurf|copy|copie|kopie|old|alt|new|neu|latest|backup|bak|orig|original|edited|revised|reviewed|signed|clean|version)\d*(?![\p{L}\p{N}])/gu;
const SIGNS = /[^\p{L}\p{N}]+/gu;

/** Reads the version off a name: `Report v2 final (copy).docx` is `report`, version 2. Pure. */
export function versionName(name: string): VersionName {
  let rest = fold(name.normalize('NFKC')).replace(ENDING, '');
  let number: number[] | null = null;
  let date: number | null = null;
  let isMarked = false;
  const take = (pattern: RegExp, read: (parts: readonly string[]) => void): void => {
    rest = rest.replace(pattern, (_whole, ...parts: unknown[]) => {
      read(parts.filter((part) => typeof part === 'string'));
      return ' ';
    });
  };
  take(YEAR_FIRST, ([year, month, day]) => (date = dateOf(year, month, day)));
  take(DAY_FIRST, ([day, month, year]) => (date = dateOf(year, month, day)));
  // Underlines join words: report_v2 is two of them.
  rest = rest.replaceAll('_', ' ');
  take(NUMBERED, ([digits = '']) => {
    number = digits.split(/[._]/u).map(Number);
    isMarked = true;
  });
  take(COPIED, () => (isMarked = true));
  take(MARKED, () => (isMarked = true));
  return { stem: rest.replace(SIGNS, ' ').trim(), number, date, isMarked };
}

/** Which of two names says that it is later; 0 where they do not say. */
export function laterByName(left: VersionName, right: VersionName): number {
  if (left.number !== null && right.number !== null) {
    for (let at = 0; at < Math.max(left.number.length, right.number.length); at += 1) {
      const difference = (left.number[at] ?? 0) - (right.number[at] ?? 0);
      if (difference !== 0) return difference;
    }
  }
  return left.date === null || right.date === null ? 0 : left.date - right.date;
}

function dateOf(year = '', month = '', day = ''): number {
  return Number(year) * 10_000 + Number(month) * 100 + Number(day);
}
