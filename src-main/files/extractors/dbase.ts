import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { SheetRows } from './sheet-rows.ts';

/** dBASE, FoxPro and what else writes such tables. */
const VERSIONS: ReadonlySet<number> = new Set([
  0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8e, 0xcb, 0xe5, 0xf5,
]);
const COLUMNS_AT = 32;
const COLUMN_BYTES = 32;
const END_OF_COLUMNS = 0x0d;
const DELETED = 0x2a;
const BLANK = 0x20;
const CODE_PAGE_AT = 29;
const CODE_PAGES: Readonly<Record<number, string>> = {
  0x01: 'cp437',
  0x02: 'cp850',
  0x03: 'cp1252',
  0x26: 'cp866',
  0x57: 'cp1252',
  0x64: 'cp852',
  0x65: 'cp866',
  0x7d: 'cp1255',
  0x7e: 'cp1256',
  0xc8: 'cp1250',
  0xc9: 'cp1251',
  0xca: 'cp1254',
  0xcb: 'cp1253',
};
/** Kinds of values that are written as text; the others point into a second file, or are pictures. */
const TEXTS = /^[CNFDL]$/;

interface Column {
  readonly name: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export const dbaseExtractor: Extractor = {
  format: 'dbase',
  extract(bytes: Uint8Array): Extraction {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const [headBytes, rowBytes] = [file.readUInt16LE(8), file.readUInt16LE(10)];
    const columns = columnsOf(file.subarray(0, headBytes));
    if (!VERSIONS.has(file.readUInt8(0)) || columns.length === 0 || rowBytes < 2)
      throw failure('FILE_BROKEN');
    const outline = new Outline({ dataLike: true, isTitledByHeading: false });
    const rows = new SheetRows(outline);
    const encoding = CODE_PAGES[file.readUInt8(CODE_PAGE_AT)];
    rows.beginSheet('');
    const texts = columns.filter(({ kind }) => TEXTS.test(kind));
    rows.addRow(texts.map(({ name }) => name));
    const last = Math.min(file.readUInt32LE(4), Math.floor((file.length - headBytes) / rowBytes));
    for (let index = 0; index < last && !rows.isFull; index++) {
      const row = file.subarray(headBytes + index * rowBytes, headBytes + (index + 1) * rowBytes);
      if (row[0] === DELETED) continue;
      rows.addRow(texts.map(({ start, end }) => valueOf(row.subarray(start, end), encoding)));
    }
    rows.endSheet();
    return outline.finish();
  },
};

function valueOf(value: Buffer, encoding: string | undefined): string {
  // Before it is decoded: a NUL would make it look like wide letters.
  return decodeText(
    value.map((byte) => (byte === 0 ? BLANK : byte)),
    encoding,
  ).trim();
}

function columnsOf(head: Buffer): Column[] {
  const columns: Column[] = [];
  let start = 1;
  for (let at = COLUMNS_AT; at + COLUMN_BYTES <= head.length; at += COLUMN_BYTES) {
    if (head[at] === END_OF_COLUMNS) break;
    const name = head.toString('latin1', at, at + 11).replace(/\0.*$/s, '');
    const end = start + head.readUInt8(at + 16);
    columns.push({ name, kind: head.toString('latin1', at + 11, at + 12), start, end });
    start = end;
  }
  return columns;
}
