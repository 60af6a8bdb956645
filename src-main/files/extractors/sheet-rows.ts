import { cleanCharacters, oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';

/** Lines to a block: a passage's worth of short rows, as in tables of values. */
const BLOCK_LINES = 40;
const BLOCK_LENGTH = 4000;
/** Rows that are looked at before the first of them is taken for names of columns. */
const SAMPLE_ROWS = 20;
/** One workbook's words, in UTF-16 units: ten long books. A text that stands in every cell would be without end. */
const TEXT_LIMIT = 10_000_000;
const ROW_LIMIT = 200_000;
/** Words of one cell; what is longer is a file put into a cell. */
const CELL_LIMIT = 32_768;

/** Writes the sheets of a workbook: the sheet's name and its columns' names are headings, each row is a line. */
export class SheetRows {
  /** Set once a workbook gave as much as Inkling reads. */
  isFull = false;
  readonly #outline: Outline;
  #sheet = '';
  #sample: (readonly string[])[] | null = [];
  #lines: string[] = [];
  #lineLength = 0;
  #length = 0;
  #rows = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  beginSheet(name: string): void {
    this.endSheet();
    this.#sheet = name;
    this.#sample = [];
  }

  /** Cells without words may be left out. */
  addRow(cells: readonly string[]): void {
    const row = cells.map(cellText).filter((cell) => cell !== '');
    if (row.length === 0 || this.isFull) return;
    this.#rows++;
    for (const cell of row) this.#length += cell.length;
    if (this.#length > TEXT_LIMIT || this.#rows > ROW_LIMIT) this.#fill();
    if (this.#sample === null) this.#addLine(row);
    else if (this.#sample.push(row) >= SAMPLE_ROWS) this.#endSample();
  }

  endSheet(): void {
    this.#endSample();
    this.#endBlock();
    this.#outline.closeHeadings();
  }

  #fill(): void {
    this.isFull = true;
    this.#outline.shortfall = shortfall('TEXT_CUT');
  }

  /** A sheet without rows has nothing to be found, its name neither: "Sheet3". */
  #endSample(): void {
    const rows = this.#sample ?? [];
    this.#sample = null;
    if (rows.length === 0) return;
    this.#outline.heading(1, this.#sheet);
    const header = headerAt(rows);
    for (const [index, row] of rows.entries()) {
      if (index === header) this.#addHeader(row);
      else this.#addLine(row);
    }
  }

  #addHeader(row: readonly string[]): void {
    this.#endBlock();
    this.#outline.heading(2, row.join(' | '));
  }

  #addLine(row: readonly string[]): void {
    const line = row.join(' | ');
    this.#lines.push(line);
    this.#lineLength += line.length;
    if (this.#lines.length >= BLOCK_LINES || this.#lineLength >= BLOCK_LENGTH) this.#endBlock();
  }

  #endBlock(): void {
    this.#outline.block(this.#lines.join('\n'));
    this.#lines = [];
    this.#lineLength = 0;
  }
}

function cellText(text: string): string {
  if (text === '') return '';
  return oneLine(cleanCharacters(text.length > CELL_LIMIT ? text.slice(0, CELL_LIMIT) : text));
}

/** The first row of several cells, where all are names and rows below it hold numbers or as many cells. */
function headerAt(rows: readonly (readonly string[])[]): number {
  const at = rows.findIndex((row) => row.length > 1);
  const header = rows[at];
  if (header === undefined || header.some(isNumber) || new Set(header).size < header.length) return -1;
  const below = rows.slice(at + 1);
  const isTable = below.filter((row) => row.some(isNumber) || row.length === header.length);
  return below.length > 0 && isTable.length * 2 > below.length ? at : -1;
}

function isNumber(cell: string): boolean {
  return /\d/.test(cell) && /^[-+\d.,:/ eE%€$£]*$/.test(cell);
}
