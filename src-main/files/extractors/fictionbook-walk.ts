import { cleanCharacters, oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';
import type { XmlHandler } from './xml-events.ts';

/** Elements that hold text; what lies between others is white space. */
const LINES: ReadonlySet<string> = new Set(['p', 'v', 'subtitle', 'text-author', 'date']);
/** Verses and the lines of a quotation are one block. */
const GROUPS: ReadonlySet<string> = new Set(['stanza', 'epigraph']);
const NAMES: ReadonlySet<string> = new Set(['first-name', 'middle-name', 'last-name', 'nickname']);
/** Deeper sections than any book has are all one level. */
const LEVEL_LIMIT = 9;

/** Follows a FictionBook: properties, then bodies of sections, each with its title. */
export class FictionBookWalk implements XmlHandler {
  readonly #outline: Outline;
  readonly #authors: string[] = [];
  #author: string[] = [];
  #text = '';
  #lines: string[] = [];
  #groups = 0;
  #sections = 0;
  #table: { text: TableText; row: Cell[] } | null = null;
  #isTitle = false;
  /** The part that is open: the book's properties, a body, or what is neither. */
  #part: 'title-info' | 'body' | null = null;

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  open(name: string): void {
    if (name === 'title-info' || name === 'body') this.#part = name;
    if (this.#part === null) return;
    if (name === 'section') this.#sections++;
    else if (name === 'title') this.#isTitle = true;
    else if (GROUPS.has(name)) this.#groups++;
    else if (name === 'table') this.#table = { text: new TableText(), row: [] };
    if (LINES.has(name) || this.#part === 'title-info') this.#text = '';
  }

  text(text: string): void {
    if (this.#part !== null) this.#text += text;
  }

  close(name: string): void {
    if (this.#part === 'title-info') this.#closeProperty(name);
    else if (this.#part === 'body') this.#closeBody(name);
    if (name === 'title-info' || name === 'body') this.#endPart();
  }

  finish(): void {
    this.#endPart();
  }

  #endPart(): void {
    this.#endGroup();
    if (this.#authors.length > 0) this.#outline.field('author', this.#authors.splice(0).join(', '));
    this.#outline.closeHeadings();
    this.#part = null;
    this.#sections = 0;
    this.#groups = 0;
  }

  #closeProperty(name: string): void {
    const words = this.#take();
    if (NAMES.has(name) && words !== '') this.#author.push(words);
    else if (name === 'author') this.#authors.push(this.#author.splice(0).join(' '));
    else if (name === 'book-title') this.#outline.title(words);
    else if (name === 'keywords') this.#outline.field('keywords', words);
    else if (name === 'genre') this.#outline.field('subject', words);
    else if (LINES.has(name) && name !== 'date') this.#outline.block(words);
  }

  #closeBody(name: string): void {
    if (name === 'th' || name === 'td') this.#closeCell(name === 'th');
    else if (name === 'tr') this.#closeRow();
    else if (name === 'table') this.#closeTable();
    else if (LINES.has(name)) this.#closeLine();
    else if (name === 'title') this.#closeTitle();
    else if (name === 'section') this.#sections--;
    else if (GROUPS.has(name) && --this.#groups <= 0) this.#endGroup();
  }

  #closeLine(): void {
    const line = this.#take();
    if (line === '') return;
    if (this.#isTitle || this.#groups > 0) this.#lines.push(line);
    else this.#outline.block(line);
  }

  #closeTitle(): void {
    const title = this.#lines.splice(0).join(' ');
    this.#isTitle = false;
    if (title !== '') this.#outline.heading(Math.min(this.#sections + 1, LEVEL_LIMIT), title);
  }

  #endGroup(): void {
    this.#groups = 0;
    this.#isTitle = false;
    if (this.#lines.length > 0) this.#outline.block(this.#lines.splice(0).join('\n'));
  }

  #closeCell(isHeader: boolean): void {
    this.#table?.row.push({ text: this.#take(), isHeader });
  }

  #closeRow(): void {
    this.#table?.text.addRow(this.#table.row.splice(0));
  }

  #closeTable(): void {
    this.#outline.block(this.#table?.text.take() ?? '');
    this.#table = null;
  }

  #take(): string {
    const text = oneLine(cleanCharacters(this.#text));
    this.#text = '';
    return text;
  }
}
