import type { Outline } from '../outline.ts';
import { cleanCharacters } from '../normalise.ts';
import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';
import { outlineHeading } from './docx-styles.ts';
import type { XmlHandler } from './xml-events.ts';

/** Tracked deletions, and the copy of a drawing kept for old programs. */
const LEFT_OUT: ReadonlySet<string> = new Set(['del', 'moveFrom', 'Fallback']);
/** Elements that are characters. */
const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  ptab: '\t',
};

interface Paragraph {
  text: string;
  level: number | null;
  isItem: boolean;
}

interface OpenTable {
  readonly text: TableText;
  row: Cell[];
  cell: string[];
  isHeaderRow: boolean;
}

/** Follows a part of a Word document and writes its blocks into an outline. */
export class DocxWalk implements XmlHandler {
  readonly #outline: Outline;
  readonly #headings: ReadonlyMap<string, number>;
  readonly #paragraphs: Paragraph[] = [];
  readonly #tables: OpenTable[] = [];
  #items: string[] = [];
  #leftOutDepth = 0;
  #isText = false;

  constructor(outline: Outline, headings: ReadonlyMap<string, number>) {
    this.#outline = outline;
    this.#headings = headings;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#leftOutDepth > 0 || LEFT_OUT.has(name)) this.#leftOutDepth++;
    else if (name === 'p') this.#paragraphs.push({ text: '', level: null, isItem: false });
    else if (name === 't') this.#isText = true;
    else if (name === 'tbl') this.#openTable();
    else if (name === 'tblHeader') this.#markHeaderRow();
    else this.#readDetail(name, attributes);
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (this.#isText && paragraph !== undefined) paragraph.text += text;
  }

  close(name: string): void {
    if (this.#leftOutDepth > 0) this.#leftOutDepth--;
    else if (name === 't') this.#isText = false;
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tc') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'tbl') this.#closeTable();
  }

  finish(): void {
    while (this.#paragraphs.length > 0) this.#closeParagraph();
    while (this.#tables.length > 0) this.#closeTable();
    this.#endItems();
  }

  #readDetail(name: string, attributes: Readonly<Record<string, string>>): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined) return;
    const value = attributes['w:val'] ?? '';
    if (name === 'pStyle') paragraph.level ??= this.#headings.get(value) ?? null;
    else if (name === 'outlineLvl') paragraph.level = outlineHeading(Number(value)) ?? paragraph.level;
    else if (name === 'numPr') paragraph.isItem = true;
    else if (Object.hasOwn(CHARACTERS, name)) paragraph.text += CHARACTERS[name] ?? '';
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (paragraph === undefined) return;
    const text = cleanCharacters(paragraph.text).trim();
    const table = this.#tables.at(-1);
    if (text === '') return;
    if (table !== undefined) table.cell.push(text.replaceAll('\n', ' '));
    else if (paragraph.level !== null) this.#heading(paragraph.level, text);
    else if (paragraph.isItem) this.#items.push(text);
    else {
      this.#endItems();
      this.#outline.block(text);
    }
  }

  #heading(level: number, text: string): void {
    this.#endItems();
    this.#outline.heading(level, text);
  }

  /** Items that follow each other are one list. */
  #endItems(): void {
    if (this.#items.length > 0) this.#outline.block(this.#items.join('\n'));
    this.#items = [];
  }

  #openTable(): void {
    this.#endItems();
    this.#tables.push({ text: new TableText(), row: [], cell: [], isHeaderRow: false });
  }

  #markHeaderRow(): void {
    const table = this.#tables.at(-1);
    if (table !== undefined) table.isHeaderRow = true;
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    table.row.push({ text: table.cell.join(' '), isHeader: false });
    table.cell = [];
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    table.text.addRow(
      table.isHeaderRow ? table.row.map(({ text }) => ({ text, isHeader: true })) : table.row,
    );
    table.row = [];
    table.isHeaderRow = false;
  }

  /** A table in a cell is text of the cell. */
  #closeTable(): void {
    const table = this.#tables.pop();
    if (table === undefined) return;
    const text = [table.text.take(), ...table.cell].filter((line) => line !== '').join('\n');
    const outer = this.#tables.at(-1);
    if (outer === undefined) this.#outline.block(text);
    else outer.cell.push(text.replaceAll('\n', '; '));
  }
}
