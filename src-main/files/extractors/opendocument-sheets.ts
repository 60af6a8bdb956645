import type { Outline } from '../outline.ts';
import { LEFT_OUT, OpenDocumentParagraphs } from './opendocument-paragraphs.ts';
import { SheetRows } from './sheet-rows.ts';
import { attributeOf } from './xml-events.ts';
import type { XmlHandler } from './xml-events.ts';

/** Attributes that hold a cell's value where no program wrote it as text. */
const VALUES = ['string-value', 'date-value', 'time-value', 'value'] as const;
/** Cells of one row that are kept: as many as a sheet is wide. */
const COLUMN_LIMIT = 16_384;

/** Follows a workbook and writes its rows; what is repeated is written once, for its words are found as well. */
export class OpenDocumentSheets implements XmlHandler {
  readonly #outline: Outline;
  readonly #rows: SheetRows;
  readonly #paragraphs = new OpenDocumentParagraphs();
  #cells: string[] = [];
  #cell: string[] | null = null;
  #value = '';
  /** Comments, and texts of shapes that lie over the cells. */
  #beside: string[] = [];
  #besideDepth = 0;
  #tables = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
    this.#rows = new SheetRows(outline);
  }

  get isDone(): boolean {
    return this.#rows.isFull;
  }

  leavesOut(name: string): boolean {
    return LEFT_OUT.has(name);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (isBeside(name)) this.#besideDepth++;
    if (this.#paragraphs.begin(name, attributes)) return;
    if (name === 'table') this.#beginTable(attributeOf(attributes, 'name'));
    else if (isCell(name) && this.#besideDepth === 0) {
      this.#cell = [];
      this.#value = VALUES.map((value) => attributeOf(attributes, value)).find((text) => text !== '') ?? '';
    }
  }

  text(text: string): void {
    this.#paragraphs.add(text);
  }

  close(name: string): void {
    const paragraph = this.#paragraphs.end(name);
    if (paragraph !== null) {
      if (this.#besideDepth > 0 || this.#cell === null) this.#beside.push(paragraph.text);
      else this.#cell.push(paragraph.text);
    }
    if (isBeside(name)) this.#besideDepth--;
    else if (isCell(name)) this.#closeCell();
    else if (name === 'table-row') this.#closeRow();
    else if (name === 'table') this.#closeTable();
  }

  finish(): void {
    this.#closeRow();
    this.#rows.endSheet();
    for (const text of this.#beside) this.#outline.block(text);
    this.#beside = [];
  }

  #beginTable(name: string): void {
    this.#tables++;
    if (this.#tables === 1) this.#rows.beginSheet(name);
  }

  #closeTable(): void {
    this.#tables--;
    if (this.#tables === 0) this.finish();
  }

  #closeCell(): void {
    if (this.#cell === null) return;
    const text = this.#cell.length > 0 ? this.#cell.join(' ') : this.#value;
    this.#cell = null;
    if (text !== '' && this.#cells.length < COLUMN_LIMIT) this.#cells.push(text);
  }

  #closeRow(): void {
    if (this.#besideDepth > 0) return;
    if (this.#cells.length > 0) this.#rows.addRow(this.#cells);
    this.#cells = [];
  }
}

function isCell(name: string): boolean {
  return name === 'table-cell' || name === 'covered-table-cell';
}

/** Charts and other objects in a sheet bring tables of their own, of values that stand in the sheet. */
function isBeside(name: string): boolean {
  return name === 'annotation' || name === 'shapes' || name === 'frame' || name === 'custom-shape';
}
