import type { Handler } from 'htmlparser2';

import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';
import {
  BLOCK_TAGS,
  LIST_TAGS,
  META_FIELDS,
  SILENT_TAGS,
  VERBATIM_TAGS,
  headingLevel,
  isHidden,
  isNoteMark,
} from './html-tags.ts';

/** Stands for a line end that was marked up; blanks and line ends of the source are one blank. */
const BREAK = '\uffff';
/** Stands for `<br>`: two in a row part paragraphs, as pages did before they had style sheets. */
const LINE_END = '\ufffe';
const ANY_BREAK = /[\ufffe\uffff]/g;
const AROUND_BREAK = / ?(?:[\ufffe\uffff] ?)+/g;

/** Blanks that are not one plain blank: matching only these saves a replacement for every word. */
const UNEVEN_BLANKS = /[ \t\n\r\f]{2,}|[\t\n\r\f]/g;

/** A table under way, with the text that was being gathered outside it. */
interface OpenTable {
  readonly text: TableText;
  row: Cell[];
  /** Set by a heading or a table in a cell: such a table only lays out a page, and its cells are blocks. */
  isLayout: boolean;
  readonly listDepth: number;
}

/** Follows a page from tag to tag and writes its blocks into an outline. */
export class HtmlWalk implements Partial<Handler> {
  readonly #outline: Outline;
  readonly #tables: OpenTable[] = [];
  #text = '';
  #silentDepth = 0;
  #verbatimDepth = 0;
  #listDepth = 0;
  #vectorDepth = 0;
  #isHead = false;
  #isAfterTerm = false;
  #lastTag = '';

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  onopentag(tag: string, attributes: Record<string, string>): void {
    if (this.#silentDepth > 0 || SILENT_TAGS.has(tag) || isHidden(attributes)) {
      this.#silentDepth++;
      return;
    }
    if (BLOCK_TAGS.has(tag)) this.#openBlock(tag);
    else if (tag === 'img') this.#addWord(attributes['alt']);
    else if (tag === 'meta') this.#readMeta(attributes);
    else if (tag === 'svg') this.#vectorDepth++;
    else if (isNoteMark(tag, this.#lastTag, attributes)) this.#text += ' ';
    this.#lastTag = tag;
  }

  ontext(text: string): void {
    if (this.#silentDepth > 0) return;
    this.#text += this.#verbatimDepth > 0 ? text.replaceAll('\n', BREAK) : text;
    this.#lastTag = '';
  }

  onclosetag(tag: string): void {
    if (this.#silentDepth > 0) this.#silentDepth--;
    else if (BLOCK_TAGS.has(tag)) this.#closeBlock(tag);
    else if (tag === 'svg') this.#vectorDepth--;
  }

  finish(): void {
    while (this.#tables.length > 0) this.#closeTable();
    this.#endBlock();
  }

  #openBlock(tag: string): void {
    if (headingLevel(tag) > 0 || tag === 'title') return this.#openHeading();
    this.#isHead = tag === 'head';
    if (tag === 'br') this.#text += LINE_END;
    else if (tag === 'table') this.#openTable();
    else if (tag === 'td' || tag === 'th') this.#endCellText();
    else if (tag === 'dd') this.#openDescription();
    else if (LIST_TAGS.has(tag)) this.#openList();
    else this.#breakLine();
    if (VERBATIM_TAGS.has(tag)) this.#verbatimDepth++;
  }

  #closeBlock(tag: string): void {
    if (headingLevel(tag) > 0) this.#closeHeading(headingLevel(tag));
    else if (tag === 'title') this.#closeTitle();
    else if (tag === 'head') this.#closeHead();
    else if (tag === 'table') this.#closeTable();
    else if (tag === 'tr') this.#closeRow();
    else if (tag === 'td' || tag === 'th') this.#closeCell(tag === 'th');
    else if (LIST_TAGS.has(tag)) this.#closeList();
    else if (tag === 'dt') this.#isAfterTerm = true;
    else if (tag !== 'br') this.#breakLine();
    if (VERBATIM_TAGS.has(tag)) this.#verbatimDepth = Math.max(0, this.#verbatimDepth - 1);
  }

  #openHeading(): void {
    const table = this.#tables.at(-1);
    if (table !== undefined) this.#layOut(table);
    this.#endBlock();
  }

  #closeHeading(level: number): void {
    this.#outline.heading(level, this.#take().replaceAll('\n', ' '));
  }

  #closeTitle(): void {
    if (this.#vectorDepth > 0) return this.#breakLine();
    this.#outline.title(this.#take());
  }

  #closeHead(): void {
    this.#isHead = false;
    this.#endBlock();
  }

  #readMeta(attributes: Record<string, string>): void {
    const name = attributes['name']?.toLowerCase();
    if (name !== undefined && META_FIELDS.has(name)) this.#outline.field(name, attributes['content'] ?? '');
  }

  #addWord(word: string | undefined): void {
    if (word !== undefined && word !== '') this.#text += ` ${word} `;
  }

  #openList(): void {
    if (this.#listDepth === 0 && !this.#isInCell()) this.#endBlock();
    this.#listDepth++;
    this.#breakLine();
  }

  #closeList(): void {
    this.#listDepth = Math.max(0, this.#listDepth - 1);
    this.#breakLine();
  }

  #openDescription(): void {
    if (this.#isAfterTerm) this.#text += ': ';
    else this.#breakLine();
    this.#isAfterTerm = false;
  }

  #openTable(): void {
    const outer = this.#tables.at(-1);
    if (outer !== undefined) this.#layOut(outer);
    this.#endBlock();
    this.#tables.push({ text: new TableText(), row: [], isLayout: false, listDepth: this.#listDepth });
    this.#listDepth = 0;
  }

  #closeTable(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    this.#closeRow();
    this.#endCellText();
    this.#tables.pop();
    this.#outline.block(table.text.take());
    this.#listDepth = table.listDepth;
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    table.text.addRow(table.row);
    table.row = [];
  }

  #closeCell(isHeader: boolean): void {
    const table = this.#tables.at(-1);
    if (table === undefined || table.isLayout) return this.#endBlock();
    table.row.push({ text: this.#take().replaceAll('\n', ' '), isHeader });
    this.#listDepth = 0;
  }

  /** Text between the cells of a table: a caption, or what browsers would move before it. */
  #endCellText(): void {
    if (this.#text !== '') this.#outline.block(this.#take());
  }

  #layOut(table: OpenTable): void {
    if (table.isLayout) return;
    table.isLayout = true;
    this.#closeRow();
    this.#outline.block(table.text.take());
  }

  #isInCell(): boolean {
    const table = this.#tables.at(-1);
    return table !== undefined && !table.isLayout;
  }

  #breakLine(): void {
    this.#isAfterTerm = false;
    if (this.#listDepth > 0 || this.#isInCell()) this.#text += BREAK;
    else this.#endBlock();
  }

  #endBlock(): void {
    const isVerbatim = this.#verbatimDepth > 0;
    const text = this.#take();
    if (text === '' || this.#isHead) return;
    if (isVerbatim) this.#outline.block(text);
    else for (const paragraph of text.split('\n\n')) this.#outline.block(paragraph);
  }

  /** Cleans once more, for character references may have brought what the source as a whole was cleaned of. */
  #take(): string {
    const gathered = this.#text;
    this.#text = '';
    if (gathered === '') return '';
    if (this.#verbatimDepth > 0) return cleanCharacters(gathered.replace(ANY_BREAK, '\n'));
    const line = gathered.replace(UNEVEN_BLANKS, ' ');
    return cleanCharacters(line.replace(AROUND_BREAK, lineEnds)).trim();
  }
}

function lineEnds(breaks: string): string {
  return breaks.indexOf(LINE_END) === breaks.lastIndexOf(LINE_END) ? '\n' : '\n\n';
}
