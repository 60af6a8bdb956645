const COUNT = new Intl.NumberFormat('en');
const BYTE_UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 group`, `1,200 groups`: nouns that take an s. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

export function bytes(value: number): string {
  const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length - 1);
  return `${(value / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${BYTE_UNITS[power]}`;
}

/** Done of total, never 100 % before the end. */
export function share(done: number, total: number): string {
  return total === 0 ? '0 %' : `${Math.floor((100 * done) / total)} %`;
}

/** Time left, as the page says it too: "a few seconds", "less than a minute", "about 3 minutes" */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
  const hours = Math.round(minutes / 60);
  return `about ${hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`}`;
}

/** Seconds in words that do not pretend to know more. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
