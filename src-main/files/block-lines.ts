import type { Outline } from './outline.ts';

/** Gathers the lines of one block for formats that are read a line at a time; a change of kind begins a new block. */
export class BlockLines {
  readonly #outline: Outline;
  readonly #plain: (text: string) => string;
  readonly #opensItem: RegExp;
  #lines: string[] = [];
  #isVerbatim = false;

  constructor(
    outline: Outline,
    options: { readonly plain: (text: string) => string; readonly opensItem: RegExp },
  ) {
    this.#outline = outline;
    this.#plain = options.plain;
    this.#opensItem = options.opensItem;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** A line of prose: goes on the one before it, unless it opens an item of a list. */
  text(line: string): void {
    if (this.#isVerbatim) this.end();
    this.#isVerbatim = false;
    const last = this.#lines.length - 1;
    if (last < 0 || this.#opensItem.test(line)) this.#lines.push(line.trim());
    else this.#lines[last] = `${this.#lines[last] ?? ''} ${line.trim()}`;
  }

  /** A line that opens an item of a list or a term, without its mark. */
  item(line: string): void {
    if (this.#isVerbatim) this.end();
    this.#isVerbatim = false;
    this.#lines.push(line.trim());
  }

  /** A line of code, verse or a table: stays a line. */
  verbatim(line: string): void {
    if (!this.#isVerbatim) this.end();
    this.#isVerbatim = true;
    this.#lines.push(line);
  }

  end(): void {
    if (this.#lines.length === 0) return;
    const text = this.#lines.join('\n');
    this.#lines = [];
    this.#outline.block(this.#isVerbatim ? outdent(text) : this.#plain(text).replace(/ {2,}/g, ' '));
  }
}

/** Takes away the blanks that all lines begin with. */
function outdent(text: string): string {
  const indents = text.match(/^[ \t]*(?=\S)/gm) ?? [];
  const least = indents.reduce((fewest, { length }) => Math.min(fewest, length), Infinity);
  return least === 0 || least === Infinity
    ? text
    : text
        .split('\n')
        .map((line) => line.slice(least))
        .join('\n');
}
