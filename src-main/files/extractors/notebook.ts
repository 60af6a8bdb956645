import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { jsonExtractor } from './json.ts';
import { readMarkdown } from './markdown.ts';

/** Of one result, in UTF-16 units: its beginning says what it is; the rest is a log or a table. */
const OUTPUT_LIMIT = 2000;
const OUTPUTS_OF_CELL = 20;

/** The parts of a notebook that hold words (nbformat 3 and 4); all else is for the program that runs it. */
interface Cell {
  readonly kind: string;
  readonly source: string;
  /** Of nbformat 3's heading cells. */
  readonly level: number;
  readonly outputs: readonly unknown[];
}

/** A notebook's prose as Markdown, its programs as they stand, and the beginnings of their results. */
export const notebookExtractor: Extractor = {
  format: 'notebook',
  extract(bytes, name, readInner, key): Extraction | Promise<Extraction> {
    const notebook = parse(cleanCharacters(decodeText(bytes)));
    const cells = cellsOf(notebook);
    if (cells === null) return jsonExtractor.extract(bytes, name, readInner, key);
    const outline = new Outline();
    readProperties(notebook, outline);
    for (const cell of cells) addCell(cell, outline);
    return outline.finish();
  },
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null where it is no notebook. */
function cellsOf(notebook: unknown): Cell[] | null {
  const sheets = listOf(part(notebook, 'worksheets')).flatMap((sheet) => listOf(part(sheet, 'cells')));
  const cells = part(notebook, 'cells');
  if (!Array.isArray(cells) && sheets.length === 0) return null;
  return [...listOf(cells), ...sheets].map((cell) => ({
    kind: textOf(part(cell, 'cell_type')),
    source: textOf(part(cell, 'source') ?? part(cell, 'input')),
    level: Number(part(cell, 'level')) || 1,
    outputs: listOf(part(cell, 'outputs')),
  }));
}

function readProperties(notebook: unknown, outline: Outline): void {
  const metadata = part(notebook, 'metadata');
  outline.title(textOf(part(metadata, 'title')));
  const authors = listOf(part(metadata, 'authors')).map((author) => textOf(part(author, 'name')));
  outline.field('author', authors.filter((name) => name !== '').join(', '));
  outline.field('language', textOf(part(part(metadata, 'language_info'), 'name')));
}

function addCell({ kind, source, level, outputs }: Cell, outline: Outline): void {
  if (kind === 'markdown') return readMarkdown(cleanCharacters(source), outline);
  if (kind === 'heading') return outline.heading(level, source);
  outline.block(cleanCharacters(source));
  for (const output of outputs.slice(0, OUTPUTS_OF_CELL)) outline.block(outputText(output));
}

/** What a cell printed or answered; a picture without words gives none. */
function outputText(output: unknown): string {
  const data = part(output, 'data') ?? output;
  const failed = [textOf(part(output, 'ename')), textOf(part(output, 'evalue'))].filter(
    (text) => text !== '',
  );
  const text =
    textOf(part(data, 'text/markdown')) ||
    textOf(part(data, 'text/plain')) ||
    textOf(part(output, 'text')) ||
    failed.join(': ');
  return cleanCharacters(text.slice(0, OUTPUT_LIMIT));
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text stands there whole or in lines. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return listOf(value)
    .filter((line) => typeof line === 'string')
    .join('');
}
