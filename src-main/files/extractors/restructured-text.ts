import { BlockLines } from '../block-lines.ts';
import type { Outline } from '../outline.ts';
import { plainRst } from './restructured-text-inline.ts';
import { textual } from './text.ts';

const ADORNMENT = /^([!-/:-@[-`{-~])\1+\s*$/;
const TABLE_BORDER = /^\s*(?:\+[-=+]+\+|=[= ]+=|-[- ]+-)\s*$/;
const GRID_ROW = /^\s*\|.*\|\s*$/;
const HEADER_FIELD = /^([A-Z][\w-]{0,40}):(?:\s+(.*))?$/;
const DOCUMENT_FIELD = /^:([A-Za-z][\w -]{0,40}):(?:\s+(.*))?$/;
const OPTION = /^\s+:([\w-]+):(?:\s+(.*))?$/;
const DIRECTIVE = /^(\s*)\.\. (?:\|[^|]+\| )?([\w.:+-]+?)::(?:\s+(.*))?$/;
const FOOTNOTE = /^(\s*)\.\. \[[^\]]{1,100}\]\s+(.*)$/;
const EXPLICIT = /^\s*(?:\.\.(?:\s|$)|__ )/;
/** Shorter rulers are dots and dashes of a text, unless the heading itself is as short. */
const RULER_AT_LEAST = 4;
const OPENS_ITEM = /^\s*(?:[-*+•]|\(?(?:\d{1,3}|#|[a-zA-Z])[.)])\s/;
/** Their arguments are paths or names of languages, not words. */
const WORDLESS: ReadonlySet<string> = new Set(
  'image figure include literalinclude code-block code sourcecode highlight raw contents toctree parsed-literal'.split(
    ' ',
  ),
);
const VERBATIM: ReadonlySet<string> = new Set(
  'code-block code sourcecode parsed-literal literal math raw'.split(' '),
);
/** Options whose values people read. */
const WORDS_IN: ReadonlySet<string> = new Set(['alt', 'caption', 'title']);

export const restructuredTextExtractor = textual('restructuredtext', (text, outline) => {
  new RstReader(text.split('\n'), outline).read();
});

class RstReader {
  readonly #lines: readonly string[];
  readonly #outline: Outline;
  readonly #block: BlockLines;
  /** Section styles in the order they appear: the first is the outermost. */
  readonly #styles: string[] = [];
  #at = 0;
  /** Lines indented beyond this are verbatim; -1: none are. */
  #verbatimBeyond = -1;

  constructor(lines: readonly string[], outline: Outline) {
    this.#lines = lines;
    this.#outline = outline;
    this.#block = new BlockLines(outline, { plain: plainRst, opensItem: OPENS_ITEM });
  }

  read(): void {
    this.#readHead();
    while (this.#at < this.#lines.length) this.#at += this.#readLine(this.#line(this.#at));
    this.#block.end();
  }

  #line(at: number): string {
    return this.#lines[at] ?? '';
  }

  /** The fields that open a document: `Name: value` as in mail, or `:name: value`. */
  #readHead(): void {
    while (this.#line(this.#at) === '' && this.#at < this.#lines.length) this.#at++;
    const pattern =
      HEADER_FIELD.test(this.#line(this.#at)) && HEADER_FIELD.test(this.#line(this.#at + 1))
        ? HEADER_FIELD
        : DOCUMENT_FIELD;
    for (
      let match = pattern.exec(this.#line(this.#at));
      match !== null;
      match = pattern.exec(this.#line(this.#at))
    ) {
      let value = match[2] ?? '';
      while (/^\s+\S/.test(this.#line(++this.#at))) value += ` ${this.#line(this.#at).trim()}`;
      const name = match[1] ?? '';
      if (name.toLowerCase() === 'title') this.#outline.title(value);
      this.#outline.field(name, plainRst(value));
    }
  }

  /** Reads what begins at a line; gives the number of lines it took. */
  #readLine(line: string): number {
    if (line.trim() === '') return this.#blankLine();
    const indent = line.length - line.trimStart().length;
    if (this.#verbatimBeyond >= 0 && indent > this.#verbatimBeyond) {
      this.#block.verbatim(line);
      return 1;
    }
    if (this.#verbatimBeyond >= 0) this.#block.end();
    this.#verbatimBeyond = -1;
    if (indent === 0) {
      const taken = this.#section(line);
      if (taken > 0) return taken;
    }
    if (TABLE_BORDER.test(line)) return 1;
    if (GRID_ROW.test(line)) return this.#gridRow(line);
    if (EXPLICIT.test(line)) return this.#explicit(line, indent);
    this.#prose(line, indent);
    return 1;
  }

  #blankLine(): number {
    if (this.#verbatimBeyond < 0 || this.#block.isEmpty) this.#block.end();
    else this.#block.verbatim('');
    return 1;
  }

  /** A line under a ruler of at least its length, or between two. */
  #section(line: string): number {
    const [below, afterBelow] = [this.#line(this.#at + 1), this.#line(this.#at + 2)];
    const rule = ADORNMENT.exec(line)?.[1];
    if (rule !== undefined) {
      if (ADORNMENT.exec(afterBelow)?.[1] === rule && below.trim() !== '' && !ADORNMENT.test(below)) {
        return this.#heading(below, rule + rule, 3);
      }
      return below.trim() === '' && this.#block.isEmpty && line.length >= RULER_AT_LEAST ? 1 : 0;
    }
    return this.#underlined(line, below.trimEnd());
  }

  #underlined(line: string, below: string): number {
    const mark = ADORNMENT.exec(below)?.[1];
    if (mark === undefined || !this.#block.isEmpty || below === '::' || below === '..') return 0;
    const isLongEnough = below.length >= Math.min(line.trimEnd().length, RULER_AT_LEAST);
    return isLongEnough ? this.#heading(line, mark, 2) : 0;
  }

  #heading(line: string, style: string, taken: number): number {
    this.#block.end();
    if (!this.#styles.includes(style)) this.#styles.push(style);
    this.#outline.heading(this.#styles.indexOf(style) + 1, plainRst(line.trim()));
    return taken;
  }

  #gridRow(line: string): number {
    this.#block.verbatim(
      plainRst(
        line
          .trim()
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim())
          .join(' | '),
      ),
    );
    return 1;
  }

  /** `.. directive:: words`, footnotes, targets, comments. */
  #explicit(line: string, indent: number): number {
    this.#block.end();
    const footnote = FOOTNOTE.exec(line);
    if (footnote !== null) {
      this.#block.text(footnote[2] ?? '');
      return 1;
    }
    const directive = DIRECTIVE.exec(line);
    if (directive === null) return this.#skipBody(indent);
    const [, , name = '', words = ''] = directive;
    if (!WORDLESS.has(name) && words !== '') this.#block.text(words);
    let taken = 1;
    for (
      let option = OPTION.exec(this.#line(this.#at + taken));
      option !== null;
      option = OPTION.exec(this.#line(this.#at + taken))
    ) {
      if (WORDS_IN.has(option[1] ?? '')) this.#block.text(option[2] ?? '');
      taken++;
    }
    this.#block.end();
    if (VERBATIM.has(name)) this.#verbatimBeyond = indent;
    return taken;
  }

  /** A comment or a link target: what is indented below it belongs to it. */
  #skipBody(indent: number): number {
    let taken = 1;
    for (
      let line = this.#line(this.#at + taken);
      this.#at + taken < this.#lines.length;
      line = this.#line(this.#at + taken)
    ) {
      if (line.trim() === '' || line.length - line.trimStart().length <= indent) break;
      taken++;
    }
    return taken;
  }

  #prose(line: string, indent: number): void {
    const text = line.trimEnd();
    if (!text.endsWith('::')) return this.#block.text(text);
    const words = text.slice(0, -2).trimEnd();
    if (words !== '') this.#block.text(`${words}:`);
    this.#block.end();
    this.#verbatimBeyond = indent;
  }
}
