import { cleanCharacters, oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';

/** What stands apart: a note, a page's margin, a text box. */
interface Beside {
  readonly kind: 'note' | 'margin' | 'box';
  /** The paragraph it interrupts. */
  readonly around: string;
  readonly lines: string[];
}

export interface ParagraphKind {
  /** 0 is the title. */
  readonly level: number | null;
  readonly isItem: boolean;
  readonly isInTable: boolean;
}

/** Writes paragraphs, tables and notes of an RTF document into an outline. */
export class RtfWriter {
  readonly #outline: Outline;
  readonly #notes: string[] = [];
  readonly #margins = new Set<string>();
  readonly #beside: Beside[] = [];
  #text = '';
  #items: string[] = [];
  #table: TableText | null = null;
  #row: Cell[] = [];
  #cell: string[] = [];

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  add(text: string): void {
    this.#text += text;
  }

  endParagraph({ level, isItem, isInTable }: ParagraphKind): void {
    const text = cleanCharacters(this.#text).trim();
    this.#text = '';
    const beside = this.#beside.at(-1);
    if (beside !== undefined) {
      if (text !== '') beside.lines.push(text);
      return;
    }
    if (isInTable) {
      if (text !== '') this.#cell.push(text.replaceAll('\n', ' '));
      return;
    }
    this.#endTable();
    if (text === '') return;
    if (level === null && isItem) this.#items.push(text);
    else this.#write(level, text);
  }

  endCell(kind: ParagraphKind): void {
    if (this.#beside.length > 0) return this.endParagraph(kind);
    this.endParagraph({ ...kind, isInTable: true });
    this.#row.push({ text: this.#cell.join(' '), isHeader: false });
    this.#cell = [];
  }

  endRow(isHeader: boolean): void {
    if (this.#beside.length > 0 || this.#row.length === 0) return;
    this.#endItems();
    this.#table ??= new TableText();
    this.#table.addRow(this.#row.map(({ text }) => ({ text, isHeader })));
    this.#row = [];
  }

  begin(kind: Beside['kind']): void {
    this.#beside.push({ kind, around: this.#text, lines: [] });
    this.#text = '';
  }

  end(): void {
    this.endParagraph({ level: null, isItem: false, isInTable: false });
    const beside = this.#beside.pop();
    if (beside === undefined) return;
    this.#text = beside.around;
    const text = beside.lines.join('\n');
    if (beside.kind === 'note') this.#notes.push(text);
    else if (beside.kind === 'margin') this.#margins.add(text);
    else this.#writeBox(text);
  }

  finish(): void {
    while (this.#beside.length > 0) this.end();
    this.endCell({ level: null, isItem: false, isInTable: true });
    this.endRow(false);
    this.#endTable();
    this.#endItems();
    this.#outline.closeHeadings();
    for (const text of [...this.#notes, ...this.#margins]) this.#outline.block(text);
  }

  /** A box stands after what was written before it, but never parts a row. */
  #writeBox(text: string): void {
    if (this.#row.length === 0 && this.#cell.length === 0) this.#endTable();
    this.#endItems();
    this.#outline.block(text);
  }

  #write(level: number | null, text: string): void {
    this.#endItems();
    if (level === null) this.#outline.block(text);
    else this.#outline.heading(level, oneLine(text));
  }

  /** Items that follow each other are one list. */
  #endItems(): void {
    if (this.#items.length > 0) this.#outline.block(this.#items.join('\n'));
    this.#items = [];
  }

  #endTable(): void {
    const text = [this.#table?.take() ?? '', ...this.#cell].filter((line) => line !== '').join('\n');
    this.#table = null;
    this.#cell = [];
    if (text !== '') this.#outline.block(text);
  }
}
