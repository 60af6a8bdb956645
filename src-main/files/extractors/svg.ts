import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters, oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { declaredEncoding } from './html.ts';
import { readXmlEvents } from './xml-events.ts';

/** Labels are short: a block gathers them until it has this many characters. */
const BLOCK_LENGTH = 1000;
/** Programs, looks and pictures packed into text. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'image', 'font']);
/** Elements whose words stand apart from those around them. */
const LINES: ReadonlySet<string> = new Set([
  'title',
  'desc',
  'text',
  'tspan',
  'flowPara',
  'p',
  'div',
  'li',
  'br',
  'textPath',
]);
const WORDS: ReadonlySet<string> = new Set([...LINES, 'foreignObject', 'flowRoot']);
/** What Inkscape and others say of the drawing as a whole (Dublin Core). */
const ABOUT: ReadonlyMap<string, string> = new Map([
  ['title', 'title'],
  ['description', 'description'],
  ['creator', 'author'],
  ['subject', 'keywords'],
  ['rights', 'copyright'],
]);

/** A drawing's title, descriptions and lettering; shapes have no words. */
export const svgExtractor: Extractor = {
  format: 'svg',
  extract(bytes: Uint8Array): Extraction {
    const walk = new SvgWalk();
    readXmlEvents(cleanCharacters(decodeText(bytes, declaredEncoding(bytes))), walk);
    return walk.finish();
  },
};

class SvgWalk {
  readonly #outline = new Outline();
  readonly #open: string[] = [];
  readonly #about = new Map<string, string[]>();
  #silentDepth = 0;
  #wordDepth = 0;
  #text = '';
  #lines: string[] = [];
  #length = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#silentDepth > 0 || SILENT.has(name)) this.#silentDepth++;
    if (this.#wordDepth > 0 || WORDS.has(name)) this.#wordDepth++;
    // A run of text without a place of its own continues its line.
    if (LINES.has(name) && (name !== 'tspan' || hasPlace(attributes))) this.#endLine();
    this.#open.push(name);
  }

  text(text: string): void {
    if (this.#silentDepth > 0) return;
    if (this.#wordDepth > 0 || this.#open.includes('metadata')) this.#text += text;
  }

  close(name: string): void {
    if (this.#open.includes('metadata')) this.#takeAbout();
    else if (name === 'title' && this.#open.length === 2) this.#outline.title(this.#take());
    else if (LINES.has(name) && name !== 'tspan') this.#endLine();
    if (this.#silentDepth > 0) this.#silentDepth--;
    if (this.#wordDepth > 0) this.#wordDepth--;
    this.#open.pop();
  }

  finish(): Extraction {
    this.#endLine();
    this.#endBlock();
    for (const [name, values] of this.#about) {
      if (name === 'title') this.#outline.title(values.join(' '));
      else this.#outline.field(name, values.join(', '));
    }
    return this.#outline.finish();
  }

  #takeAbout(): void {
    const words = this.#take();
    const name = this.#open.map((open) => ABOUT.get(open)).find((known) => known !== undefined);
    if (name !== undefined && words !== '') this.#about.set(name, [...(this.#about.get(name) ?? []), words]);
  }

  #take(): string {
    const words = oneLine(cleanCharacters(this.#text));
    this.#text = '';
    return words;
  }

  #endLine(): void {
    const line = this.#take();
    if (line === '') return;
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length >= BLOCK_LENGTH) this.#endBlock();
  }

  #endBlock(): void {
    this.#outline.block(this.#lines.join('\n'));
    this.#lines = [];
    this.#length = 0;
  }
}

function hasPlace(attributes: Readonly<Record<string, string>>): boolean {
  return 'x' in attributes || 'y' in attributes || 'dy' in attributes || 'sodipodi:role' in attributes;
}
