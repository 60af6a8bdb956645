import { read } from 'xlsx';
import type { CellObject, WorkBook } from 'xlsx';

import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { failure, shortfall } from '../reasons.ts';
import { SheetRows } from './sheet-rows.ts';
import { formatKind, formatNumber } from './xlsx-values.ts';

/** Rows of one sheet that are read: the whole of an old sheet. */
const ROW_LIMIT = 65_536;
/** A larger workbook of long sheets would need more memory than reading may take: fewer of their rows are read. */
const LARGE_BYTES = 4 * 1_048_576;
const LARGE_ROW_LIMIT = 10_000;
/** Columns of the widest old sheet, ten times over: an empty cell far out must not cost time. */
const COLUMN_LIMIT = 2560;
const SHEET_LIMIT = 500;
const FIELDS = ['Author', 'Subject', 'Keywords', 'Comments', 'Category'] as const;

const OPTIONS = {
  type: 'buffer',
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellText: false,
  cellNF: true,
} as const;

/** Workbooks that are not XML: Excel's old files and binary ones. Formulas, styles and macros are passed over. */
export function readOldWorkbook(bytes: Uint8Array, outline: Outline): void {
  const workbook = parse(bytes);
  const properties: Readonly<Record<string, unknown>> = { ...workbook.Props };
  if (typeof properties['Title'] === 'string') outline.title(properties['Title']);
  for (const name of FIELDS) {
    const value = properties[name];
    if (typeof value === 'string')
      outline.field(name === 'Comments' ? 'description' : name.toLowerCase(), value);
  }
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const rows = new SheetRows(outline);
  for (const name of workbook.SheetNames.slice(0, SHEET_LIMIT)) {
    rows.beginSheet(name);
    const sheet: unknown = workbook.Sheets[name];
    const comments = readSheet(sheet, rows, is1904);
    if (isCut(sheet)) outline.shortfall = shortfall('TEXT_CUT');
    rows.endSheet();
    for (const comment of comments) outline.block(cleanCharacters(comment));
    if (rows.isFull) return;
  }
}

function parse(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { ...OPTIONS, sheetRows: bytes.length > LARGE_BYTES ? LARGE_ROW_LIMIT : ROW_LIMIT });
  } catch (thrown) {
    throw failure(/password|encrypt/i.test(String(thrown)) ? 'DOCUMENT_PASSWORD' : 'FILE_BROKEN');
  }
}

/** The library keeps the whole range of a sheet of which it read fewer rows. */
function isCut(sheet: unknown): boolean {
  return typeof sheet === 'object' && sheet !== null && '!fullref' in sheet;
}

/** Writes the rows of a sheet; gives the comments of its cells. */
function readSheet(sheet: unknown, rows: SheetRows, is1904: boolean): readonly string[] {
  const comments: string[] = [];
  if (!Array.isArray(sheet)) return comments;
  // A sheet of arrays has holes where rows and cells are empty; `forEach` passes them over.
  sheet.slice(0, ROW_LIMIT).forEach((row: unknown) => {
    if (!Array.isArray(row) || rows.isFull) return;
    const cells: string[] = [];
    row.slice(0, COLUMN_LIMIT).forEach((cell: CellObject) => {
      cells.push(cellText(cell, is1904));
      for (const { t } of cell.c ?? []) if (typeof t === 'string') comments.push(t);
    });
    rows.addRow(cells);
  });
  return comments;
}

function cellText({ t, v, z }: CellObject, is1904: boolean): string {
  if (v === undefined || t === 'e' || t === 'z') return '';
  if (typeof v === 'boolean') return v ? 'TRUE' : 'FALSE';
  return typeof v === 'number' ? formatNumber(String(v), formatKind(String(z ?? '')), is1904) : String(v);
}
