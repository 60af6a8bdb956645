import { CompoundFile } from '../compound-file.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { readOleProperties } from '../ole-properties.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { TableText } from '../table.ts';
import type { Cell } from '../table.ts';
import { readWordFile } from './word-file.ts';
import { wordParts } from './word-text.ts';
import type { WordParagraph } from './word-text.ts';

/** Page headers and footers, which a document repeats for every section. */
const MARGINS = 2;
const CELL_END = '\x07';

/* oxlint-disable no-control-regex -- Word marks with control characters. */
/** What a field is computed from: a link's address, the command of a table of contents. */
const FIELD_CODE = /\x13[^\x13-\x15]*(?:\x14|(?=\x15))/g;
const FIELD_MARKS = /[\x13-\x15]/g;
const FIELD_DEPTH = 5;
const LINE_BREAK = /\v/g;
const FIXED_HYPHEN = /\x1e/g;
/* oxlint-enable no-control-regex */

export const wordExtractor: Extractor = {
  format: 'word',
  extract(bytes: Uint8Array): Extraction {
    const compound = new CompoundFile(bytes);
    const stream = streamNamed(compound, 'WordDocument');
    if (stream === null) throw failure('FILE_BROKEN');
    const parts = wordParts(readWordFile(stream, (name) => streamNamed(compound, name)));
    const outline = new Outline();
    readOleProperties(compound, outline);
    parts.forEach((paragraphs, part) => {
      outline.closeHeadings();
      if (part === MARGINS) addMargins(paragraphs, outline);
      else addParagraphs(paragraphs, outline);
    });
    return outline.finish();
  },
};

function streamNamed(compound: CompoundFile, name: string): Buffer | null {
  const entry = compound.find(name);
  return entry === undefined ? null : compound.read(entry);
}

function addMargins(paragraphs: readonly WordParagraph[], outline: Outline): void {
  const margins = new Outline();
  addParagraphs(
    paragraphs.map((paragraph) => ({ ...paragraph, level: 0 })),
    margins,
  );
  for (const text of new Set(margins.finish().blocks.map((block) => block.text))) outline.block(text);
}

function addParagraphs(paragraphs: readonly WordParagraph[], outline: Outline): void {
  const table = new OpenTable();
  let items: string[] = [];
  const endBlock = (): void => {
    outline.block(items.join('\n'));
    items = [];
  };
  for (const { text, end, level, isRowEnd, isItem } of joinFields(paragraphs)) {
    const words = wordsOf(text);
    if (!isItem) endBlock();
    if (end === CELL_END) table.endCell(words, isRowEnd);
    else if (table.isInRow) table.addLine(words);
    else {
      outline.block(table.take());
      if (level > 0) outline.heading(level, words);
      else if (isItem) items.push(words);
      else outline.block(words);
    }
  }
  endBlock();
  outline.block(table.take());
}

/** Code of a field may reach over paragraphs. */
function joinFields(paragraphs: readonly WordParagraph[]): readonly WordParagraph[] {
  const joined: WordParagraph[] = [];
  let open = '';
  for (const paragraph of paragraphs) {
    const text = open + paragraph.text;
    open = lastFieldIsOpen(text) && paragraph.end === '\r' ? `${text}\v` : '';
    if (open === '') joined.push({ ...paragraph, text });
    else if (open.length > 100_000) {
      joined.push({ ...paragraph, text });
      open = '';
    }
  }
  return open === ''
    ? joined
    : [...joined, { text: open, end: '\r', level: 0, isRowEnd: false, isItem: false }];
}

/** Whether the text ends within the code of a field, before what the field shows. */
function lastFieldIsOpen(text: string): boolean {
  const begin = text.lastIndexOf('\x13');
  return begin >= 0 && text.indexOf('\x14', begin) < 0 && text.indexOf('\x15', begin) < 0;
}

function wordsOf(text: string): string {
  let shown = text;
  for (let depth = 0; depth < FIELD_DEPTH && shown.includes('\x13'); depth++) {
    shown = shown.replace(FIELD_CODE, shownByCode);
  }
  shown = shown.replace(FIELD_MARKS, '').replace(LINE_BREAK, '\n').replace(FIXED_HYPHEN, '-');
  return cleanCharacters(shown).trim();
}

/** Signs above words (readings of Japanese names) are a formula whose last part is the word. */
function shownByCode(code: string): string {
  return /^.\s*EQ\s/i.test(code) ? (/,([^,()]*)\)[^)]*$/.exec(code)?.[1] ?? '') : '';
}

/** The rows of one table under way. */
class OpenTable {
  readonly #text = new TableText();
  #row: Cell[] = [];
  #lines: string[] = [];

  get isInRow(): boolean {
    return this.#row.length > 0;
  }

  addLine(words: string): void {
    if (words !== '') this.#lines.push(words);
  }

  endCell(words: string, isRowEnd: boolean): void {
    if (isRowEnd) return this.#endRow();
    this.addLine(words);
    this.#row.push({ text: this.#lines.join(' ').replaceAll('\n', ' '), isHeader: false });
    this.#lines = [];
  }

  take(): string {
    this.#endRow();
    return this.#text.take();
  }

  #endRow(): void {
    if (this.#lines.length > 0) this.endCell('', false);
    this.#text.addRow(this.#row);
    this.#row = [];
  }
}
