import type { DocumentPlace } from '../contract/index.ts';
import { LINK_SCHEME } from './names.ts';

/** Longer than any path a file system takes, written out. */
const LONGEST = 16_384;
const LONGEST_PATH = 4_096;
const NAMES: ReadonlySet<string> = new Set(['path', 'start', 'end']);
/** From the root of a POSIX system, of a drive, or of a share. */
const ABSOLUTE = /^(\/|[A-Za-z]:[\\/]|\\\\[^\\]+\\)/;
const CONTROL = /\p{Cc}/u;
const PLACE = /^(0|[1-9]\d{0,9})$/;

/**
 * What a link of another program or page means: `inkling://document?path=/home/ada/lease.pdf&start=10&end=20` selects
 * a document of the library, and the passage between two places of its stored text. It can do nothing else: whatever
 * is not exactly this is null.
 */
export function parseLink(text: string): DocumentPlace | null {
  if (text.length > LONGEST || !text.startsWith(`${LINK_SCHEME}://document?`)) return null;
  const asked = fieldsOf(text.slice(text.indexOf('?') + 1));
  const path = asked?.get('path');
  if (asked === null || path === undefined || !isPath(path)) return null;
  const span = spanOf(asked.get('start'), asked.get('end'));
  return span === undefined ? null : { path, span };
}

export function linkTo({ path, span }: DocumentPlace): string {
  const place = span === null ? '' : `&start=${span.start}&end=${span.end}`;
  return `${LINK_SCHEME}://document?path=${encodeURIComponent(path)}${place}`;
}

/** Each name once, and none that is not known. */
function fieldsOf(query: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  for (const field of query.split('&')) {
    const [name = '', value, ...more] = field.split('=');
    const decoded = value === undefined || more.length > 0 ? null : decode(value);
    if (decoded === null || !NAMES.has(name) || fields.has(name)) return null;
    fields.set(name, decoded);
  }
  return fields;
}

/** Null for what is not well-formed: a half of a percent sign, or bytes that are no UTF-8. */
function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

function isPath(path: string): boolean {
  const isPlain = path.length <= LONGEST_PATH && path.isWellFormed() && !CONTROL.test(path);
  return isPlain && ABSOLUTE.test(path) && !path.split(/[\\/]/).includes('..');
}

/** Null where none is meant, undefined where it is none. */
function spanOf(start: string | undefined, end: string | undefined): DocumentPlace['span'] | undefined {
  if (start === undefined && end === undefined) return null;
  if (start === undefined || end === undefined || !PLACE.test(start) || !PLACE.test(end)) return undefined;
  const span = { start: Number(start), end: Number(end) };
  return span.start < span.end ? span : undefined;
}

/** The first link among what a program was started with. */
export function linkAmong(given: readonly string[]): DocumentPlace | null {
  for (const text of given) {
    const place = parseLink(text);
    if (place !== null) return place;
  }
  return null;
}
