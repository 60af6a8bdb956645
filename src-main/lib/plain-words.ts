const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const MEGABYTE = 1_048_576;

/** @param time milliseconds since 1970 */
export function dateInWords(time: number): string {
  return DATE.format(time);
}

/** What bytes take, rounded up. */
export function megabytesInWords(bytes: number): string {
  return `${Math.max(1, Math.ceil(bytes / MEGABYTE))} MB`;
}
