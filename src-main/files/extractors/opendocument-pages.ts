import { oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { LEFT_OUT, OpenDocumentParagraphs } from './opendocument-paragraphs.ts';
import { OpenDocumentTables } from './opendocument-tables.ts';
import { attributeOf } from './xml-events.ts';
import type { XmlHandler } from './xml-events.ts';

/** Elements whose text is one block. */
const SHAPES: ReadonlySet<string> = new Set(
  (
    'frame text-box custom-shape rect square circle ellipse line polyline polygon regular-polygon path ' +
    'connector caption measure g notes annotation chart'
  ).split(' '),
);
/** Places that the program fills with numbers, dates and what stands on every page. */
const FILLED = /^(?:page|page-number|date-time|header|footer|handout)$/;

/** Follows slides or drawings: each page is a page, its title a heading, each shape's text a block. */
export class OpenDocumentPages implements XmlHandler {
  readonly #outline: Outline;
  readonly #paragraphs = new OpenDocumentParagraphs();
  readonly #tables = new OpenDocumentTables();
  #page = 0;
  #title = '';
  #texts: string[] = [];
  #lines: string[] = [];
  #place = '';

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  leavesOut(name: string, attributes: Readonly<Record<string, string>>): boolean {
    return LEFT_OUT.has(name) || (SHAPES.has(name) && FILLED.test(attributeOf(attributes, 'class')));
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const place = attributeOf(attributes, 'class');
    if (SHAPES.has(name)) this.#endShape();
    if (name === 'frame' || (place !== '' && SHAPES.has(name))) this.#place = place;
    if (name === 'page') this.#beginPage();
    else if (!this.#paragraphs.begin(name, attributes)) this.#tables.begin(name);
  }

  text(text: string): void {
    this.#paragraphs.add(text);
  }

  close(name: string): void {
    const paragraph = this.#paragraphs.end(name);
    if (paragraph !== null && this.#tables.isOpen) this.#tables.add(paragraph.text);
    else if (paragraph !== null) this.#lines.push(paragraph.text);
    const table = this.#tables.end(name);
    if (table !== '') this.#texts.push(table);
    if (SHAPES.has(name)) this.#endShape();
    if (name === 'page') this.finish();
  }

  /** Writes the page that is open. */
  finish(): void {
    this.#endShape();
    this.#outline.closeHeadings();
    this.#outline.page = this.#page === 0 ? null : this.#page;
    this.#outline.heading(1, this.#title);
    for (const text of this.#texts) this.#outline.block(text);
    this.#title = '';
    this.#texts = [];
  }

  #beginPage(): void {
    this.finish();
    this.#page++;
  }

  #endShape(): void {
    const text = this.#lines.join('\n');
    this.#lines = [];
    if (text === '') return;
    if (this.#place === 'title' && this.#title === '') this.#title = oneLine(text);
    else this.#texts.push(text);
  }
}
