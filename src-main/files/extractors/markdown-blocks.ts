import type { Outline } from '../outline.ts';
import { TableText } from '../table.ts';
import { readHtml } from './html.ts';
import { plainInline } from './markdown-inline.ts';

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const CLOSING_MARKS = /[ \t]+#+[ \t]*$|^#+[ \t]*$/;
// `{#name}`, `{: .class}`, and a comment of MDX.
const HEADING_ATTRIBUTES = /\s*\{(?:[:#.][^{}]{0,200}|\/[^{}]{0,200}\/)\}\s*$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULER = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^(`{3,}|~{3,})([^`]*)$/;
const QUOTE_MARKS = /^(?: {0,3}> ?)+/;
const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?/;
const NUMBERED = /^\s*(\d{1,9}[.)])/;
const DELIMITER_ROW = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const DEFINITION = /^ {0,3}\[(?!\^)[^\]]{1,500}\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+["'(](.*)["')])?[ \t]*$/;
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:[ \t]*/;
const INDENTED = /^(?: {4}|\t| {1,3}\t)/;
const CALLOUT = /^\[!([\w-]+)\][+-]?\s*/;
const HTML_BLOCK =
  /^ {0,3}<(?:!--|[?!]|\/?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|picture|pre|script|search|section|source|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul|video|audio)(?=[\s/>]|$)|\/?[A-Za-z][\w-]*(?:\s[^<>]*)?>\s*$)/i;
/** A line that is one of these alone goes on a paragraph. */
const INLINE_TAG = /^\s*<\/?(?:a|b|i|em|strong|code|span|img|kbd|sub|sup|br)\b/i;
/** Blocks of HTML that a blank line does not end, and what does. */
const HTML_UNTIL: readonly (readonly [opens: RegExp, closes: string])[] = [
  [/^\s*<!--/, '-->'],
  [/^\s*<script\b/i, '</script'],
  [/^\s*<pre\b/i, '</pre'],
  [/^\s*<style\b/i, '</style'],
  [/^\s*<textarea\b/i, '</textarea'],
];

/** Headings and rows of dashes are short; the patterns above take quadratic time on long runs of blanks. */
const SHORT_LINE = 2000;
const [HASH, BACKTICK, TILDE, LESS_THAN, BRACKET] = [0x23, 0x60, 0x7e, 0x3c, 0x5b];
const [EQUALS, DASH, ASTERISK, UNDERSCORE] = [0x3d, 0x2d, 0x2a, 0x5f];
/** Marks a line that goes on the one before it; a noncharacter, which no clean text holds. */
const SOFT = '\ufdd1';

type State = 'none' | 'paragraph' | 'list' | 'code' | 'fence' | 'table' | 'html';

/** Reads Markdown a line at a time; nesting is flattened, for only words, headings and blocks matter here. */
export class MarkdownBlocks {
  readonly #outline: Outline;
  readonly #references: ReadonlySet<string>;
  #state: State = 'none';
  #lines: string[] = [];
  #fence = '';
  #htmlEnd = '';
  #isAfterBlank = false;
  #wasQuoted = false;
  #table = new TableText();

  constructor(outline: Outline, references: ReadonlySet<string>) {
    this.#outline = outline;
    this.#references = references;
  }

  line(source: string): void {
    if (this.#state === 'fence') return this.#fenceLine(source);
    if (this.#state === 'html') return this.#htmlLine(source);
    const quote = source.includes('>') ? (QUOTE_MARKS.exec(source)?.[0] ?? '') : '';
    const line = quote === '' ? source : source.slice(quote.length);
    const isQuoted = quote !== '';
    if (isQuoted !== this.#wasQuoted && (isQuoted || this.#isAfterBlank)) this.#end();
    this.#wasQuoted = isQuoted;
    if (isBlank(line)) return this.#blankLine();
    this.#textLine(line, isQuoted);
    this.#isAfterBlank = false;
  }

  finish(): void {
    this.#end();
  }

  #textLine(line: string, isQuoted: boolean): void {
    if (this.#state === 'code' && INDENTED.test(line)) return this.#codeLine(line);
    if (this.#state === 'table' && this.#tableRow(line)) return;
    if (this.#openBlock(line, isQuoted)) return;
    const item = ITEM.exec(line);
    if (item !== null && this.#mayBeItem(item[0])) return this.#listItem(line, item[0]);
    if (this.#continues(line)) return this.#addLine(line);
    this.#end();
    if (INDENTED.test(line)) return this.#codeLine(line);
    this.#state = 'paragraph';
    this.#lines.push(line.trimStart());
  }

  /** What may begin anywhere, even right after a line of a paragraph. */
  #openBlock(line: string, isQuoted: boolean): boolean {
    const mark = line.charCodeAt(firstNonBlank(line));
    if (mark === HASH) return this.#headingLine(line, isQuoted);
    if (mark === BACKTICK || mark === TILDE) return this.#openFence(line);
    if (mark === LESS_THAN) return this.#openHtml(line);
    if (mark === BRACKET) return this.#definition(line);
    if (mark === EQUALS || mark === DASH || mark === ASTERISK || mark === UNDERSCORE) {
      if (this.#underline(line)) return true;
      if (!RULER.test(line)) return this.#openTable(line);
      this.#end();
      return true;
    }
    return this.#openTable(line);
  }

  #headingLine(line: string, isQuoted: boolean): boolean {
    const match = line.length > SHORT_LINE ? null : HEADING.exec(line);
    if (match === null) return false;
    this.#end();
    const words = (match[2] ?? '').replace(CLOSING_MARKS, '').replace(HEADING_ATTRIBUTES, '');
    const text = this.#plain(words);
    if (isQuoted) this.#outline.block(text);
    else this.#outline.heading(match[1]?.length ?? 1, text);
    return true;
  }

  /** `===` or `---` below a paragraph. */
  #underline(line: string): boolean {
    const match = this.#state === 'paragraph' && !this.#isAfterBlank ? UNDERLINE.exec(line) : null;
    if (match === null) return false;
    const text = this.#plain(this.#lines.join(' ')).replace(HEADING_ATTRIBUTES, '');
    this.#lines = [];
    this.#state = 'none';
    this.#outline.heading(match[1]?.startsWith('=') ? 1 : 2, text);
    return true;
  }

  #openFence(line: string): boolean {
    const match = FENCE.exec(line.trim());
    if (match === null) return false;
    this.#end();
    this.#state = 'fence';
    this.#fence = match[1] ?? '```';
    return true;
  }

  #fenceLine(source: string): void {
    const line = this.#wasQuoted ? source.replace(QUOTE_MARKS, '') : source;
    if (this.#wasQuoted && line === source) {
      this.#end();
      return this.line(source);
    }
    const closing = line.trim();
    if (closing.startsWith(this.#fence) && closing === this.#fence.charAt(0).repeat(closing.length))
      this.#end();
    else this.#lines.push(line);
  }

  #openHtml(line: string): boolean {
    if (!HTML_BLOCK.test(line) || (this.#state === 'paragraph' && INLINE_TAG.test(line))) return false;
    this.#end();
    this.#state = 'html';
    this.#htmlEnd = HTML_UNTIL.find(([opens]) => opens.test(line))?.[1] ?? '';
    this.#htmlLine(line);
    return true;
  }

  #htmlLine(source: string): void {
    if (this.#htmlEnd === '' && isBlank(source)) return this.#end();
    this.#lines.push(source);
    if (this.#htmlEnd !== '' && source.toLowerCase().includes(this.#htmlEnd)) this.#end();
  }

  #definition(line: string): boolean {
    if (this.#state === 'paragraph' && !this.#isAfterBlank) return false;
    const match = DEFINITION.exec(line);
    if (match === null) return false;
    this.#end();
    this.#outline.block(match[1] ?? '');
    return true;
  }

  /** The row of dashes shows that the line before it names columns. */
  #openTable(line: string): boolean {
    if (this.#state !== 'paragraph' || line.length > SHORT_LINE) return false;
    if (!line.includes('-') || !DELIMITER_ROW.test(line)) return false;
    const header = (this.#lines.at(-1) ?? '').replace(SOFT, '');
    const cells = splitRow(header);
    if (!header.includes('|') || cells.length !== splitRow(line).length) return false;
    this.#lines.pop();
    this.#end();
    this.#state = 'table';
    this.#table.addRow(cells.map((cell) => ({ text: this.#plain(cell), isHeader: true })));
    return true;
  }

  #tableRow(line: string): boolean {
    if (!line.includes('|')) return false;
    this.#table.addRow(splitRow(line).map((cell) => ({ text: this.#plain(cell), isHeader: false })));
    return true;
  }

  /** Inside a paragraph only a list that counts from 1 begins: a line may well open with a year. */
  #mayBeItem(marker: string): boolean {
    if (this.#state !== 'paragraph') return this.#state !== 'none' || !INDENTED.test(marker);
    const number = NUMBERED.exec(marker)?.[1];
    return number === undefined || /^1[.)]$/.test(number);
  }

  #listItem(line: string, marker: string): void {
    if (this.#state !== 'list') this.#end();
    this.#state = 'list';
    const number = NUMBERED.exec(marker)?.[1];
    const text = line.slice(marker.length);
    if (this.#openFence(text)) return;
    this.#lines.push(number === undefined ? text : `${number} ${text}`);
  }

  #codeLine(line: string): void {
    this.#state = 'code';
    if (this.#isAfterBlank && this.#lines.length > 0) this.#lines.push('');
    this.#lines.push(line.replace(INDENTED, ''));
  }

  #continues(line: string): boolean {
    if (this.#state === 'paragraph') return !this.#isAfterBlank;
    return this.#state === 'list' && (!this.#isAfterBlank || line.startsWith('  ') || line.startsWith('\t'));
  }

  /** A soft line end is a blank; two blanks or a backslash before it keep it. */
  #addLine(line: string): void {
    const before = this.#lines.at(-1) ?? '';
    const isHard = this.#isAfterBlank || before.endsWith('  ') || before.endsWith('\\');
    if (isHard) this.#lines[this.#lines.length - 1] = before.replace(/\\$/, '');
    this.#lines.push(isHard ? line.trimStart() : `${SOFT}${line.trimStart()}`);
  }

  #blankLine(): void {
    this.#isAfterBlank = true;
    if (this.#state === 'paragraph' || this.#state === 'table') this.#end();
  }

  #end(): void {
    const { state, lines } = { state: this.#state, lines: this.#lines };
    this.#state = 'none';
    this.#lines = [];
    if (state === 'table') this.#outline.block(this.#table.take());
    else if (lines.length === 0) return;
    else if (state === 'html') readHtml(lines.join('\n'), this.#outline);
    else if (state === 'fence' || state === 'code') this.#outline.block(lines.join('\n'));
    else this.#outline.block(this.#prose(lines));
  }

  #prose(lines: readonly string[]): string {
    const text = lines.join('\n');
    const source = text.includes(SOFT) ? text.replaceAll(`\n${SOFT}`, ' ') : text;
    const opened = source.startsWith('[') ? source.replace(FOOTNOTE, '').replace(CALLOUT, '$1: ') : source;
    const plain = this.#plain(opened);
    return plain.includes('  ') ? plain.replace(/ {2,}/g, ' ') : plain;
  }

  #plain(source: string): string {
    return plainInline(source, this.#references);
  }
}

function isBlank(line: string): boolean {
  return firstNonBlank(line) === line.length;
}

function firstNonBlank(line: string): number {
  let at = 0;
  for (let unit = line.charCodeAt(0); unit === 0x20 || unit === 0x09; unit = line.charCodeAt(at)) at++;
  return at;
}

/** The cells of a table row; `\\|` and bars inside code spans do not part cells. */
function splitRow(line: string): string[] {
  const row = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  if (!row.includes('\\|')) return row.split('|').map((cell) => cell.trim());
  return row.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}
