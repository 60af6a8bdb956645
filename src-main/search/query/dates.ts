/** A span of time as it was typed, before it is known what day it is. */
export type DateExpression =
  | { readonly kind: 'span'; readonly from: CalendarDate | null; readonly to: CalendarDate | null }
  | { readonly kind: 'named'; readonly name: NamedSpan }
  | { readonly kind: 'last'; readonly count: number; readonly unit: Unit };

/** A year, a month of it, or a day. */
export interface CalendarDate {
  readonly year: number;
  /** 1…12. */
  readonly month: number | null;
  readonly day: number | null;
}

/** Milliseconds since 1970: from, and up to but not with. */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

export const NAMED_SPANS = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-year',
  'last-year',
] as const;
export type NamedSpan = (typeof NAMED_SPANS)[number];
type Unit = 'day' | 'week' | 'month' | 'year';

const ISO = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/;
/** As much of Europe writes it: 17.5.2023. */
const DOTTED = /^(\d{1,2})\.(?:(\d{1,2})\.)?(\d{4})$/;
const LAST = /^last-(\d{1,4})-(day|week|month|year)s?$/;
const COMPARED = /^(>=|<=|>|<|≥|≤)(.+)$/;
const DAYS_A_WEEK = 7;
const MONTHS_A_YEAR = 12;

/** Reads `2023`, `2023-05..2024`, `>2023-05-17`, `last-month`, `last-30-days`; undefined for anything else. */
export function readDates(text: string): DateExpression | undefined {
  const value = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const named = NAMED_SPANS.find((name) => name === value);
  if (named !== undefined) return { kind: 'named', name: named };
  const last = LAST.exec(value);
  if (last !== null) return { kind: 'last', count: Number(last[1]), unit: unitOf(last[2]) };
  const compared = COMPARED.exec(value);
  if (compared !== null) return readCompared(compared[1] ?? '', compared[2] ?? '');
  const parts = value.split('..');
  if (parts.length > 2) return undefined;
  const [from, to] = parts.length === 2 ? parts.map(readEnd) : [readDate(value), readDate(value)];
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined;
  if (from !== null && to !== null && startOf(from) >= endOf(to)) return undefined;
  return { kind: 'span', from, to };
}

/** The end of a range may be left open. */
function readEnd(text: string): CalendarDate | null | undefined {
  return text === '' ? null : readDate(text);
}

function readDate(text: string): CalendarDate | undefined {
  const iso = ISO.exec(text);
  const dotted = DOTTED.exec(text);
  const [year, month, day] = iso !== null ? [iso[1], iso[2], iso[3]] : monthOf(dotted ?? undefined);
  if (year === undefined) return undefined;
  const date = { year: Number(year), month: numberOf(month), day: numberOf(day) };
  return isReal(date) ? date : undefined;
}

/** Year, month and day of 5.2023 or 17.5.2023. */
function monthOf(match: RegExpExecArray | undefined): (string | undefined)[] {
  if (match === undefined) return [];
  const [, first, second, year] = match;
  return second === undefined ? [year, first] : [year, second, first];
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function isReal({ year, month, day }: CalendarDate): boolean {
  const made = new Date(year, (month ?? 1) - 1, day ?? 1);
  return made.getMonth() === (month ?? 1) - 1 && made.getDate() === (day ?? 1);
}

/** `>2023` is what lies behind the whole of it, `>=2023` what begins with it. */
function readCompared(sign: string, text: string): DateExpression | undefined {
  const date = readDate(text);
  if (date === undefined) return undefined;
  if (sign === '>=' || sign === '≥') return { kind: 'span', from: date, to: null };
  if (sign === '<=' || sign === '≤') return { kind: 'span', from: null, to: date };
  const beside = sign === '>' ? neighbour(date, 1) : neighbour(date, -1);
  return sign === '>' ? { kind: 'span', from: beside, to: null } : { kind: 'span', from: null, to: beside };
}

/** The year, month or day behind or before one. */
function neighbour({ year, month, day }: CalendarDate, by: number): CalendarDate {
  if (month === null) return { year: year + by, month, day };
  const moved = day === null ? new Date(year, month - 1 + by, 1) : new Date(year, month - 1, day + by);
  const date = { year: moved.getFullYear(), month: moved.getMonth() + 1 };
  return { ...date, day: day === null ? null : moved.getDate() };
}

function unitOf(text: string | undefined): Unit {
  return text === 'day' || text === 'week' || text === 'month' ? text : 'year';
}

/** What a span means on a day, by the calendar of this computer. */
export function resolveDates(expression: DateExpression, now: Date): TimeSpan {
  if (expression.kind === 'named') return namedSpan(expression.name, now);
  if (expression.kind === 'last') return lastSpan(expression, now);
  const { from, to } = expression;
  return {
    from: from === null ? Number.NEGATIVE_INFINITY : startOf(from),
    until: to === null ? Number.POSITIVE_INFINITY : endOf(to),
  };
}

/** The last seven days are today and the six before. */
function lastSpan({ count, unit }: { readonly count: number; readonly unit: Unit }, now: Date): TimeSpan {
  const days = (unit === 'week' ? DAYS_A_WEEK : 1) * count;
  const from =
    unit === 'month'
      ? dayOf(now, 1, -count)
      : unit === 'year'
        ? dayOf(now, 1, -count * MONTHS_A_YEAR)
        : dayOf(now, 1 - days);
  return { from, until: dayOf(now, 1) };
}

/** Weeks begin on Monday. */
function namedSpan(name: NamedSpan, now: Date): TimeSpan {
  const weekday = (now.getDay() + DAYS_A_WEEK - 1) % DAYS_A_WEEK;
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const monthStart = (by: number): number => new Date(year, month + by, 1).getTime();
  const yearStart = (by: number): number => new Date(year + by, 0, 1).getTime();
  const spans: Readonly<Record<NamedSpan, readonly [from: number, until: number]>> = {
    today: [dayOf(now, 0), dayOf(now, 1)],
    yesterday: [dayOf(now, -1), dayOf(now, 0)],
    'this-week': [dayOf(now, -weekday), dayOf(now, DAYS_A_WEEK - weekday)],
    'last-week': [dayOf(now, -weekday - DAYS_A_WEEK), dayOf(now, -weekday)],
    'this-month': [monthStart(0), monthStart(1)],
    'last-month': [monthStart(-1), monthStart(0)],
    'this-year': [yearStart(0), yearStart(1)],
    'last-year': [yearStart(-1), yearStart(0)],
  };
  const [from, until] = spans[name];
  return { from, until };
}

/** Midnight some days, and months, from a day. */
function dayOf(now: Date, days: number, months = 0): number {
  return new Date(now.getFullYear(), now.getMonth() + months, now.getDate() + days).getTime();
}

function startOf({ year, month, day }: CalendarDate): number {
  return new Date(year, (month ?? 1) - 1, day ?? 1).getTime();
}

function endOf({ year, month, day }: CalendarDate): number {
  if (month === null) return new Date(year + 1, 0, 1).getTime();
  return (day === null ? new Date(year, month, 1) : new Date(year, month - 1, day + 1)).getTime();
}

/** `2023 to May 2024`, `last month`, `2023 or later`: what stands behind "from". */
export function dateWords(expression: DateExpression): string {
  if (expression.kind === 'named') return expression.name.replace('-', ' ');
  if (expression.kind === 'last') return lastWords(expression);
  const { from, to } = expression;
  if (from === null) return to === null ? '' : `${calendarWords(to)} or earlier`;
  if (to === null) return `${calendarWords(from)} or later`;
  const [first, last] = [calendarWords(from), calendarWords(to)];
  return first === last ? first : `${first} to ${last}`;
}

/** `in 2023`, `from 2023 to May 2024`, `last month`, `in the last 30 days`: what stands behind "changed". */
export function changedWords(expression: DateExpression): string {
  if (expression.kind === 'named') return dateWords(expression);
  if (expression.kind === 'last') return `in ${lastWords(expression)}`;
  const { from, to } = expression;
  const words = dateWords(expression);
  if (from !== null && to !== null && calendarWords(from) !== calendarWords(to)) return `from ${words}`;
  return `${(from ?? to)?.day === null ? 'in' : 'on'} ${words}`;
}

function lastWords({ count, unit }: { readonly count: number; readonly unit: Unit }): string {
  return count === 1 ? `the last ${unit}` : `the last ${count} ${unit}s`;
}

function calendarWords({ year, month, day }: CalendarDate): string {
  if (month === null) return String(year);
  const name = new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date(year, month - 1, 1));
  return day === null ? `${name} ${year}` : `${day} ${name} ${year}`;
}
