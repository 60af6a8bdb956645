import { cleanCharacters, oneLine } from '../normalise.ts';
import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';
import { attributeOf } from './xml-events.ts';
import type { XmlHandler } from './xml-events.ts';

/** Places that the program fills: numbers, dates, pictures. */
const FILLED_PLACES: ReadonlySet<string> = new Set(['sldNum', 'dt', 'sldImg']);
const MARGINS: ReadonlySet<string> = new Set(['ftr', 'hdr']);
const TITLE_PLACES: ReadonlySet<string> = new Set(['title', 'ctrTitle']);
/** Text of a comment, of a chart and of a mathematical formula stands in `text`, `v` and `t` too. */
const TEXT_TAGS: ReadonlySet<string> = new Set(['t', 'text']);

interface OpenTable {
  readonly text: TableText;
  row: Cell[];
  /** True while the first row, marked as one of names, is open. */
  isHeader: boolean;
}

/** Follows a slide, its notes or a diagram: its title, and the texts of its shapes and tables. */
export class SlideWalk implements XmlHandler {
  title = '';
  readonly texts: string[] = [];
  /** What stands at the edge of every page. */
  readonly margins: string[] = [];
  #place = '';
  #paragraph = '';
  #lines: string[] = [];
  #table: OpenTable | null = null;
  #isText = false;
  #leftOut = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#leftOut > 0 || name === 'Fallback') this.#leftOut++;
    this.#isText = this.#leftOut === 0 && TEXT_TAGS.has(name);
    if (this.#leftOut > 0) return;
    if (name === 'sp') this.#place = '';
    else if (name === 'ph') this.#place = attributeOf(attributes, 'type') || 'body';
    else if (name === 'br') this.#paragraph += '\n';
    else if (name === 'tbl') this.#table = { text: new TableText(), row: [], isHeader: false };
    else if (name === 'tblPr' && this.#table !== null) {
      this.#table.isHeader = /^(?:1|true)$/.test(attributes['firstRow'] ?? '');
    }
  }

  text(text: string): void {
    if (this.#isText) this.#paragraph += text;
  }

  close(name: string): void {
    this.#isText = false;
    if (this.#leftOut > 0) this.#leftOut--;
    else if (name === 'p') this.#endParagraph();
    else if (name === 'tc') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'tbl') this.#closeTable();
    else if (name === 'sp' || name === 'pt' || name === 'cm') this.endShape();
  }

  endShape(): void {
    this.#endParagraph();
    const text = this.#lines.join('\n');
    this.#lines = [];
    if (text === '' || FILLED_PLACES.has(this.#place)) return;
    if (MARGINS.has(this.#place)) this.margins.push(text);
    else if (TITLE_PLACES.has(this.#place) && this.title === '') this.title = oneLine(text);
    else this.texts.push(text);
  }

  #endParagraph(): void {
    const line = cleanCharacters(this.#paragraph).trim();
    this.#paragraph = '';
    if (line !== '') this.#lines.push(line);
  }

  #closeCell(): void {
    const text = this.#lines.join(' ').replaceAll('\n', ' ');
    this.#table?.row.push({ text, isHeader: this.#table.isHeader });
    this.#lines = [];
  }

  #closeRow(): void {
    if (this.#table === null) return;
    this.#table.text.addRow(this.#table.row);
    this.#table.row = [];
    this.#table.isHeader = false;
  }

  #closeTable(): void {
    const text = this.#table?.text.take() ?? '';
    this.#table = null;
    if (text !== '') this.texts.push(text);
  }
}
