import type { Outline } from '../outline.ts';
import { LEFT_OUT, OpenDocumentParagraphs } from './opendocument-paragraphs.ts';
import type { Paragraph } from './opendocument-paragraphs.ts';
import { OpenDocumentTables } from './opendocument-tables.ts';
import type { XmlHandler } from './xml-events.ts';

/** Text beside the text: a footnote, a comment. */
const NOTES: ReadonlySet<string> = new Set(['note', 'footnote', 'endnote', 'annotation']);

/** Follows a text document and writes its blocks; notes stand at its end. */
export class OpenDocumentText implements XmlHandler {
  readonly #outline: Outline;
  readonly #paragraphs = new OpenDocumentParagraphs();
  readonly #tables = new OpenDocumentTables();
  readonly #notes: string[] = [];
  #items: string[] = [];
  #lists = 0;
  #noteDepth = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  leavesOut(name: string): boolean {
    return LEFT_OUT.has(name);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (NOTES.has(name)) this.#noteDepth++;
    if (this.#paragraphs.begin(name, attributes)) return;
    if (name === 'list' || name === 'ordered-list' || name === 'unordered-list') this.#lists++;
    else if (name === 'table') this.#endItems();
    this.#tables.begin(name);
  }

  text(text: string): void {
    this.#paragraphs.add(text);
  }

  close(name: string): void {
    const paragraph = this.#paragraphs.end(name);
    if (paragraph !== null) this.#add(paragraph);
    if (NOTES.has(name)) this.#noteDepth--;
    else if (name === 'list' || name === 'ordered-list' || name === 'unordered-list') this.#closeList();
    else this.#outline.block(this.#tables.end(name));
  }

  finish(): void {
    this.#endItems();
    this.#outline.closeHeadings();
    for (const note of this.#notes) this.#outline.block(note);
  }

  #add({ text, level }: Paragraph): void {
    if (this.#noteDepth > 0) this.#notes.push(text);
    else if (this.#tables.isOpen) this.#tables.add(text);
    else if (level !== null) {
      // Numbered headings stand in lists.
      this.#endItems();
      this.#outline.heading(level, text);
    } else if (this.#lists > 0) this.#items.push(text);
    else this.#outline.block(text);
  }

  #closeList(): void {
    this.#lists--;
    if (this.#lists === 0) this.#endItems();
  }

  #endItems(): void {
    if (this.#items.length > 0) this.#outline.block(this.#items.join('\n'));
    this.#items = [];
  }
}
