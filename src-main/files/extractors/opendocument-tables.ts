import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';

interface OpenTable {
  readonly text: TableText;
  row: Cell[];
  cell: string[];
  isHeader: boolean;
}

/** The tables under way; a table in a cell is text of the cell. */
export class OpenDocumentTables {
  readonly #open: OpenTable[] = [];

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  begin(name: string): void {
    if (name === 'table') this.#open.push({ text: new TableText(), row: [], cell: [], isHeader: false });
    else if (name === 'table-header-rows') this.#markHeader(true);
  }

  /** Text of the cell that is open. */
  add(text: string): void {
    this.#open.at(-1)?.cell.push(text.replaceAll('\n', ' '));
  }

  /** The text of the table that this element ends; empty where it ends none. */
  end(name: string): string {
    const table = this.#open.at(-1);
    if (table === undefined) return '';
    if (name === 'table-cell' || name === 'covered-table-cell') {
      table.row.push({ text: table.cell.join(' '), isHeader: table.isHeader });
      table.cell = [];
    } else if (name === 'table-row') {
      table.text.addRow(table.row);
      table.row = [];
    } else if (name === 'table-header-rows') this.#markHeader(false);
    else if (name === 'table') return this.#endTable();
    return '';
  }

  #markHeader(isHeader: boolean): void {
    const table = this.#open.at(-1);
    if (table !== undefined) table.isHeader = isHeader;
  }

  #endTable(): string {
    const table = this.#open.pop();
    if (table === undefined) return '';
    const text = [table.text.take(), ...table.cell].filter((line) => line !== '').join('\n');
    const outer = this.#open.at(-1);
    if (outer === undefined) return text;
    outer.cell.push(text.replaceAll('\n', '; '));
    return '';
  }
}
