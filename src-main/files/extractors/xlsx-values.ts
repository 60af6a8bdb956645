import { attributeOf, readXmlPart } from './xml-events.ts';

/** All shared strings of one workbook, in UTF-16 units. */
const SHARED_LIMIT = 40_000_000;
/** Number formats below are Excel's own; these show days or times. */
const DATE_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
const TIME_FORMATS: ReadonlySet<number> = new Set([18, 19, 20, 21, 45, 46, 47]);
/** Text in quotes, colours and conditions in brackets, and escaped signs show no part of a date. */
const FORMAT_LITERALS = /"[^"]*"|\[(?![hms]+\])[^\]]*\]|\\.|_./gi;
/** Excel allows no longer ones. */
const FORMAT_LENGTH = 255;
const DAY = 86_400_000;
/** Excel counts from here: its 1900 was a leap year. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The last day Excel knows: 9999-12-31. */
const LAST_DAY = 2_958_466;

export type NumberKind = 'number' | 'date' | 'time';

/** The texts that cells refer to by their place; readings of Japanese words are left out. */
export function readSharedStrings(part: Uint8Array | undefined): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let length = 0;
  let isText = false;
  let readings = 0;
  readXmlPart(part, {
    get isDone() {
      return length > SHARED_LIMIT;
    },
    open(name) {
      if (name === 'rPh') readings++;
      isText = name === 't' && readings === 0;
    },
    text(words) {
      if (isText) text += words;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') readings--;
      if (name !== 'si') return;
      strings.push(unescapeControls(text));
      length += text.length;
      text = '';
    },
  });
  return strings;
}

/** What kind of number each style of a cell shows. */
export function readNumberKinds(part: Uint8Array | undefined): readonly NumberKind[] {
  const kinds: NumberKind[] = [];
  const own = new Map<number, string>();
  let isCellFormats = false;
  readXmlPart(part, {
    open(name, attributes) {
      const id = Number(attributeOf(attributes, 'numFmtId'));
      if (name === 'numFmt') own.set(id, attributeOf(attributes, 'formatCode'));
      else if (name === 'cellXfs') isCellFormats = true;
      else if (name === 'xf' && isCellFormats) kinds.push(numberKind(id, own.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return kinds;
}

function numberKind(id: number, code: string | undefined): NumberKind {
  if (code !== undefined) return formatKind(code);
  if (!DATE_FORMATS.has(id)) return 'number';
  return TIME_FORMATS.has(id) ? 'time' : 'date';
}

/** What a number format shows, by its signs for positive numbers. */
export function formatKind(code: string): NumberKind {
  const plain = (code.split(';', 1)[0] ?? '').slice(0, FORMAT_LENGTH).replace(FORMAT_LITERALS, '');
  if (/general/i.test(plain)) return 'number';
  if (/[yd]|mmm/i.test(plain)) return 'date';
  return /[hs]/i.test(plain) ? 'time' : 'number';
}

/** A number as it is searched for: days as 2024-05-17, times as 13:45, others without the noise of binary fractions. */
export function formatNumber(value: string, kind: NumberKind, is1904: boolean): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (kind === 'number' || number < 0 || number > LAST_DAY) return String(Number(number.toPrecision(15)));
  const minutes = Math.round(number * 1440) * 60_000;
  const text = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + minutes).toISOString();
  const [day, time] = [text.slice(0, 10), text.slice(11, 16)];
  if (kind === 'time' && number < 1) return time;
  return minutes % DAY === 0 ? day : `${day} ${time}`;
}

/** `_x000D_` is how a workbook writes a control character. */
export function unescapeControls(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
