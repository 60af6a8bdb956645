import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters, oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { declaredEncoding } from './html.ts';
import { readXmlEvents } from './xml-events.ts';

/** Text is one block until it has this many characters: elements are words in one format and chapters in another. */
const BLOCK_LENGTH = 1000;
/** Elements that hold programs, not words. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'binary']);

/** Any XML: the text of its elements in order, an element a line. */
export const xmlExtractor: Extractor = {
  format: 'xml',
  extract(bytes: Uint8Array): Extraction {
    const outline = new Outline();
    new XmlText(outline).read(cleanCharacters(decodeText(bytes, declaredEncoding(bytes))));
    return outline.finish();
  },
};

class XmlText {
  readonly #outline: Outline;
  #lines: string[] = [];
  #length = 0;
  #text = '';
  #silentDepth = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  read(source: string): void {
    readXmlEvents(source, {
      open: (name) => this.#open(name.toLowerCase()),
      text: (text) => {
        if (this.#silentDepth === 0) this.#text += text;
      },
      close: (name) => this.#close(name.toLowerCase()),
    });
    this.#endLine();
    this.#endBlock();
  }

  #open(name: string): void {
    if (this.#silentDepth > 0 || SILENT.has(name)) this.#silentDepth++;
    this.#endLine();
  }

  #close(name: string): void {
    if (this.#silentDepth > 0) this.#silentDepth--;
    else if (name === 'title' && this.#text.trim() !== '') this.#outline.title(this.#text);
    this.#endLine();
  }

  #endLine(): void {
    const line = oneLine(this.#text);
    this.#text = '';
    if (line === '') return;
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length >= BLOCK_LENGTH) this.#endBlock();
  }

  #endBlock(): void {
    this.#outline.block(cleanCharacters(this.#lines.join('\n')));
    this.#lines = [];
    this.#length = 0;
  }
}
