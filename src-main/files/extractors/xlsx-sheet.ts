import type { SheetRows } from './sheet-rows.ts';
import type { NumberKind } from './xlsx-values.ts';
import { formatNumber, unescapeControls } from './xlsx-values.ts';
import type { XmlHandler } from './xml-events.ts';

/** What the cells of every sheet of a workbook refer to. */
export interface Workbook {
  readonly strings: readonly string[];
  readonly kinds: readonly NumberKind[];
  readonly is1904: boolean;
}

/** Excel has no more columns. */
const COLUMN_LIMIT = 16_384;

/** Follows a worksheet and writes its rows. */
export class XlsxSheet implements XmlHandler {
  readonly #rows: SheetRows;
  readonly #workbook: Workbook;
  #cells: string[] = [];
  #type = '';
  #style = 0;
  #value = '';
  #isValue = false;

  constructor(rows: SheetRows, workbook: Workbook) {
    this.#rows = rows;
    this.#workbook = workbook;
  }

  get isDone(): boolean {
    return this.#rows.isFull;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') {
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#value = '';
    }
    this.#isValue = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
  }

  close(name: string): void {
    this.#isValue = false;
    if (name === 'c') this.#closeCell();
    else if (name === 'row') this.finish();
  }

  /** Writes the row that is open. */
  finish(): void {
    if (this.#cells.length > 0) this.#rows.addRow(this.#cells);
    this.#cells = [];
  }

  #closeCell(): void {
    if (this.#value !== '' && this.#cells.length < COLUMN_LIMIT) this.#cells.push(this.#cellText());
  }

  #cellText(): string {
    const { strings, kinds, is1904 } = this.#workbook;
    if (this.#type === 's') return strings[Number(this.#value)] ?? '';
    if (this.#type === 'str' || this.#type === 'inlineStr') return unescapeControls(this.#value);
    if (this.#type === 'b') return this.#value === '1' ? 'TRUE' : 'FALSE';
    if (this.#type === 'e') return '';
    return this.#type === 'd'
      ? this.#value
      : formatNumber(this.#value, kinds[this.#style] ?? 'number', is1904);
  }
}
