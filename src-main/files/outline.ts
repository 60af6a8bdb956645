import type { Block, Extraction, Shortfall } from './extraction.ts';
import { cleanCharacters, oneLine, tidyBlock } from './normalise.ts';
import type { UnicodeForm } from './normalise.ts';

/** Longer than any heading people write; what is longer is text that was marked up as one. */
const HEADING_LIMIT = 300;

interface Heading {
  readonly level: number;
  readonly text: string;
  /** True once a block stands under it. */
  hasBlock: boolean;
}

interface Entry {
  readonly text: string;
  readonly path: readonly Heading[];
  readonly page: number | null;
}

export interface OutlineOptions {
  readonly form?: UnicodeForm;
  readonly dataLike?: boolean;
  /** False where headings name columns or functions, never the document. */
  readonly isTitledByHeading?: boolean;
}

/** Gathers a document from first to last: headings, blocks, fields; every extractor writes into one. */
export class Outline {
  /** The page of the blocks that follow; one-based. */
  page: number | null = null;
  shortfall: Shortfall | null = null;
  readonly #form: UnicodeForm;
  readonly #dataLike: boolean;
  readonly #isTitledByHeading: boolean;
  readonly #entries: Entry[] = [];
  readonly #headings: Heading[] = [];
  readonly #fields: Record<string, string> = {};
  #path: readonly Heading[] = [];
  #length = 0;
  #title: string | null = null;

  constructor(options: OutlineOptions = {}) {
    this.#form = options.form ?? 'NFC';
    this.#dataLike = options.dataLike ?? false;
    this.#isTitledByHeading = options.isTitledByHeading ?? true;
  }

  /** Characters of the blocks so far, for those who must bound them. */
  get length(): number {
    return this.#length;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0 && this.#headings.length === 0;
  }

  /** The title a document states of itself; the first that has words counts. */
  title(text: string): void {
    this.#title ??= oneLine(cleanCharacters(text, this.#form)) || null;
  }

  field(name: string, value: string): void {
    const clean = cleanCharacters(value, this.#form).trim();
    if (clean !== '') this.#fields[oneLine(cleanCharacters(name, this.#form))] = clean;
  }

  /** `level` 1 is the outermost; levels may be left out. */
  heading(level: number, text: string): void {
    const words = oneLine(cleanCharacters(text, this.#form));
    if (words === '') return;
    if (words.length > HEADING_LIMIT) return this.block(words);
    this.#leave(level);
    const heading = { level, text: words, hasBlock: false };
    this.#headings.push(heading);
    this.#path = [...this.#path, heading];
  }

  /** `text` has clean characters already: extractors clean a source as a whole, which is faster than block by block. */
  block(text: string): void {
    const tidy = tidyBlock(text);
    if (tidy === '' || tidy.trim() === '') return;
    this.#push(tidy, this.#path);
  }

  /** What follows stands under no heading of `level` or further in; by default under none: notes, page headers. */
  closeHeadings(level = 0): void {
    this.#leave(level);
  }

  finish(): Extraction {
    this.closeHeadings();
    const opening = this.#titleHeading();
    const title = this.#title ?? opening?.text ?? null;
    const paths = new Map<readonly Heading[], readonly string[]>();
    const pathOf = (path: readonly Heading[]): readonly string[] => {
      const known = paths.get(path) ?? withoutTitle(path, title, opening);
      paths.set(path, known);
      return known;
    };
    const blocks: Block[] = this.#entries.map(({ text, path, page }) => ({
      text,
      heading: pathOf(path),
      page,
    }));
    return {
      title: title === null ? null : shorten(title),
      blocks,
      fields: this.#fields,
      dataLike: this.#dataLike,
      shortfall: this.shortfall,
    };
  }

  #push(text: string, path: readonly Heading[]): void {
    const last = path.at(-1);
    if (last !== undefined && !last.hasBlock) for (const heading of path) heading.hasBlock = true;
    this.#entries.push({ text, path, page: this.page });
    this.#length += text.length;
  }

  /** Closes headings from `level` inward; one that nothing stood under becomes a block, so that its words are kept. */
  #leave(level: number): void {
    for (let last = this.#path.at(-1); last !== undefined && last.level >= level; last = this.#path.at(-1)) {
      this.#path = this.#path.slice(0, -1);
      if (!last.hasBlock) this.#push(last.text, this.#path);
    }
  }

  /** The first heading of the topmost level: at level 1, or alone on its level (a page of a book). */
  #titleHeading(): Heading | undefined {
    if (this.#title !== null || !this.#isTitledByHeading) return undefined;
    const top = this.#headings.reduce((least, { level }) => Math.min(least, level), Infinity);
    const tops = this.#headings.filter(({ level }) => level === top);
    return top <= 1 || tops.length === 1 ? tops[0] : undefined;
  }
}

function withoutTitle(
  path: readonly Heading[],
  title: string | null,
  opening: Heading | undefined,
): readonly string[] {
  const first = path[0];
  const isTitle = first !== undefined && (first === opening || first.text === title);
  return path.slice(isTitle ? 1 : 0).map(({ text }) => text);
}

function shorten(title: string): string {
  return title.length <= HEADING_LIMIT ? title : `${title.slice(0, HEADING_LIMIT - 1).toWellFormed()}…`;
}
