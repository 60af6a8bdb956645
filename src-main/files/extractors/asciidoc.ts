import { BlockLines } from '../block-lines.ts';
import type { Outline } from '../outline.ts';
import { plainAsciidoc } from './asciidoc-inline.ts';
import { textual } from './text.ts';

const HEADING = /^(={1,6}|#{1,6})\s+(\S.*?)(?:\s+\1)?$/;
/** Underlined headings and their levels; the line under a heading is as long as it, give or take. */
const UNDERLINES = '=-~^+';
const UNDERLINE = /^(={2,}|-{2,}|~{2,}|\^{2,}|\+{2,})$/;
const UNDERLINE_TOLERANCE = 3;
/** `name: value` of the head and the body; what people read of it is in these. */
const ATTRIBUTE = /^:([\w-]+)!?:(?:\s+(.*))?$/;
const READ_ATTRIBUTES: ReadonlySet<string> = new Set([
  'author',
  'description',
  'keywords',
  'title',
  'revdate',
  'email',
]);
const FENCE = /^(?:-{4,}|\.{4,}|\+{4,}|`{3,}[\w,]*|={4,}|\*{4,}|_{4,}|\/{4,}|--|"")$/;
const TABLE_FENCE = /^[|,:!]={3,}$/;
const BLOCK_ATTRIBUTES = /^\[[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]$/;
const BLOCK_TITLE = /^\.([^\s.].*)$/;
const MACRO = /^(?:image|video|audio|include|toc|ifdef|ifndef|ifeval|endif)::?(?:[^[\]]*)\[(.*)\]$/;
const ITEM = /^\s*(?:[*\-.•]{1,6}|<(?:\d+|\.)>)\s+(.*)$/;
const OPENS_ITEM = /^\s*\d{1,3}\.\s/;
const TERM = /^(.*\S)(?::{2,4}|;;)(?:\s+(.*))?$/;

export const asciidocExtractor = textual('asciidoc', (text, outline) =>
  new AsciidocReader(text.split('\n'), outline).read(),
);

class AsciidocReader {
  readonly #lines: readonly string[];
  readonly #outline: Outline;
  readonly #block: BlockLines;
  #at = 0;
  /** What is indented below a term is its text, elsewhere it is code. */
  #isAfterTerm = false;

  constructor(lines: readonly string[], outline: Outline) {
    this.#lines = lines;
    this.#outline = outline;
    this.#block = new BlockLines(outline, { plain: plainAsciidoc, opensItem: OPENS_ITEM });
  }

  read(): void {
    while (this.#at < this.#lines.length) this.#at += this.#readLine(this.#lines[this.#at] ?? '');
    this.#block.end();
  }

  /** Reads what begins at a line; gives the number of lines it took. */
  #readLine(source: string): number {
    const line = source.trimEnd();
    if (line === '' || line === '+') {
      this.#block.end();
      return 1;
    }
    if (line.startsWith('//') && !line.startsWith('////')) return 1;
    const heading = HEADING.exec(line);
    if (heading !== null) return this.#heading(heading[1]?.length ?? 1, heading[2] ?? '', 1);
    const level = this.#underlinedLevel(line);
    if (level > 0) return this.#heading(level, line, 2);
    if (TABLE_FENCE.test(line)) return this.#table(line);
    if (FENCE.test(line)) return this.#fenced(line);
    return this.#plainLine(line);
  }

  #plainLine(line: string): number {
    const attribute = ATTRIBUTE.exec(line);
    if (attribute !== null) return this.#attribute(attribute[1] ?? '', attribute[2] ?? '');
    if (BLOCK_ATTRIBUTES.test(line)) return 1;
    const macro = MACRO.exec(line);
    const title = this.#block.isEmpty ? BLOCK_TITLE.exec(line) : null;
    if (macro !== null) this.#macro(macro[1] ?? '');
    else if (title !== null) this.#outline.block(plainAsciidoc(title[1] ?? ''));
    else return this.#textLine(line);
    return 1;
  }

  #textLine(line: string): number {
    const item = ITEM.exec(line);
    const term = TERM.exec(line);
    if (item === null && term === null && /^\s/.test(line) && this.#block.isEmpty && !this.#isAfterTerm)
      return this.#literal();
    if (item !== null) this.#block.item(item[1] ?? '');
    else if (term !== null) this.#block.item(`${term[1] ?? ''}: ${term[2] ?? ''}`);
    else this.#block.text(line);
    this.#isAfterTerm = term !== null;
    return 1;
  }

  #heading(level: number, text: string, taken: number): number {
    this.#block.end();
    this.#outline.heading(level, plainAsciidoc(text));
    return taken;
  }

  /** 0 where the next line does not underline this one. */
  #underlinedLevel(line: string): number {
    const below = (this.#lines[this.#at + 1] ?? '').trimEnd();
    if (!this.#block.isEmpty || !UNDERLINE.test(below) || !/[\p{L}\p{N}]/u.test(line) || /^[[.]/.test(line))
      return 0;
    const isAsLong = Math.abs(below.length - line.length) <= UNDERLINE_TOLERANCE;
    return isAsLong ? UNDERLINES.indexOf(below.charAt(0)) + 1 : 0;
  }

  #attribute(name: string, value: string): number {
    if (name === 'title') this.#outline.title(value);
    if (READ_ATTRIBUTES.has(name)) this.#outline.field(name, value);
    return 1;
  }

  /** A picture's text; its path is no word. */
  #macro(attributes: string): void {
    this.#block.end();
    const words = /^\s*"([^"]*)"|^([^,="]*)(?:,|$)/.exec(attributes);
    this.#outline.block(plainAsciidoc(words?.[1] ?? words?.[2] ?? ''));
  }

  /** Code and literal text verbatim; a comment dropped; an example or quotation read on as prose. */
  #fenced(fence: string): number {
    this.#block.end();
    const mark = fence.charAt(0);
    if (mark === '=' || mark === '*' || mark === '_' || fence === '--' || fence === '""') return 1;
    const end = this.#find(fence.startsWith('```') ? '```' : fence);
    if (mark !== '/') this.#outline.block(this.#lines.slice(this.#at + 1, end).join('\n'));
    return end - this.#at + 1;
  }

  #table(fence: string): number {
    this.#block.end();
    const end = this.#find(fence);
    const rows = this.#lines
      .slice(this.#at + 1, end)
      .map((line) => line.trim().replace(/^\|/, '').split('|'));
    const lines = rows.map((cells) =>
      plainAsciidoc(
        cells
          .map((cell) => cell.trim())
          .filter((cell) => cell !== '')
          .join(' | '),
      ),
    );
    this.#outline.block(lines.join('\n'));
    return end - this.#at + 1;
  }

  /** An indented paragraph stays as it is laid out. */
  #literal(): number {
    let taken = 0;
    for (
      let line = this.#lines[this.#at];
      line !== undefined && line.trim() !== '';
      line = this.#lines[this.#at + taken]
    ) {
      this.#block.verbatim(line);
      taken++;
    }
    this.#block.end();
    return taken;
  }

  /** The line that closes a fence; the end of the text where none does. */
  #find(fence: string): number {
    let end = this.#at + 1;
    while (end < this.#lines.length && this.#lines[end]?.trimEnd() !== fence) end++;
    return end;
  }
}
