export interface Cell {
  readonly text: string;
  readonly isHeader: boolean;
}

/** A table as lines people can read and words can be found in: each row a line, each value beside its column's name. */
export class TableText {
  #columns: readonly string[] = [];
  #named = new Set<number>();
  #lines: string[] = [];

  /** A row of header cells alone names the columns of the rows below it. */
  addRow(row: readonly Cell[]): void {
    if (row.every(({ text }) => text === '')) return;
    if (row.length > 1 && row.every((cell) => cell.isHeader)) {
      this.#endColumns();
      this.#columns = row.map(({ text }) => text);
    } else this.#lines.push(this.#rowText(row));
  }

  /** The lines so far; begins anew. */
  take(): string {
    this.#endColumns();
    const text = this.#lines.join('\n');
    this.#lines = [];
    return text;
  }

  #rowText(row: readonly Cell[]): string {
    const [first, second] = row;
    if (this.#columns.length === 0 && row.length === 2 && first?.isHeader && second?.isHeader === false) {
      return pair(first.text, second.text);
    }
    const values = row.map(({ text }, column) => this.#value(text, column)).filter((text) => text !== '');
    return values.join(this.#columns.length > 0 ? '; ' : ' | ');
  }

  #value(text: string, column: number): string {
    if (text === '') return '';
    this.#named.add(column);
    return pair(this.#columns[column] ?? '', text);
  }

  /** Names of columns without any value stand in no row: the line of names keeps them. */
  #endColumns(): void {
    if (this.#columns.some((name, column) => name !== '' && !this.#named.has(column))) {
      this.#lines.push(this.#columns.filter((name) => name !== '').join(' | '));
    }
    this.#columns = [];
    this.#named = new Set();
  }
}

function pair(name: string, value: string): string {
  if (name === '') return value;
  return value === '' ? name : `${name}: ${value}`;
}
