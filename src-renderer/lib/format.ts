const LOCALE = 'en-GB';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR * 1000;

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const dayAndYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const dayOfThisYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** 11930 → "11,930" */
export function count(value: number): string {
  return whole.format(value);
}

const languages = new Intl.DisplayNames(LOCALE, { type: 'language' });

/** "deu" → "German" */
export function languageName(code: string): string {
  return languages.of(code) ?? code;
}

/** 1, "document" → "1 document"; 23 → "23 documents" */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

const SIZE_STEPS = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** 214300 → "214 kB", 4100000000 → "4.1 GB" */
export function size(bytes: number): string {
  for (const [step, unit] of SIZE_STEPS) {
    // 999,600 bytes round to 1.0 MB, not to 1,000 kB.
    if (bytes < step * 0.9995) continue;
    const value = bytes / step;
    return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : whole.format(value)} ${unit}`;
  }
  return counted(bytes, 'byte');
}

/** "14 May 2019" */
export function day(time: number): string {
  return dayAndYear.format(time);
}

/** "2019-05-14", for the datetime attribute. */
export function isoDay(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

/** "just now", "2 minutes ago", "yesterday", "3 November", "3 Nov 2024" */
export function ago(time: number, now: number): string {
  const seconds = Math.max(0, (now - time) / 1000);
  if (seconds < MINUTE) return 'just now';
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), 'minute');
  const days = calendarDays(time, now);
  if (days === 0) return relative.format(-Math.floor(seconds / HOUR), 'hour');
  if (days < 7) return relative.format(-days, 'day');
  return sameYear(time, now) ? dayOfThisYear.format(time) : day(time);
}

/** How long an answer took: "9 ms", "0.4 s", "12 s" */
export function took(milliseconds: number): string {
  if (milliseconds < 99.5) return `${Math.max(1, Math.round(milliseconds))} ms`;
  return milliseconds < 9950
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 1000)} s`;
}

/** Time left, as the terminal says it too: "a few seconds", "less than a minute", "about 3 minutes" */
export function timeLeftText(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < MINUTE) return 'less than a minute';
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 100) return `about ${minutes === 1 ? 'a minute' : counted(minutes, 'minute')}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `about ${counted(hours, 'hour')}` : `about ${counted(Math.round(hours / 24), 'day')}`;
}

/** Rounded down, so that nothing is "100 %" before it is done. */
export function percent(done: number, total: number): number {
  return total <= 0 ? 0 : Math.min(100, Math.floor((done / total) * 100));
}

/** 0…1 → "44%", for a custom property. */
export function share(value: number): string {
  return `${Math.round(Math.min(1, Math.max(0, value)) * 100)}%`;
}

function calendarDays(from: number, to: number): number {
  return Math.round((new Date(to).setHours(12, 0, 0, 0) - new Date(from).setHours(12, 0, 0, 0)) / DAY_MS);
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear();
}
