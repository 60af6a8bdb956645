import type { Block } from '../../files/extraction.ts';
import { sentenceEnds } from '../../lib/text/sentences.ts';

/** How strongly the place before a piece asks for a border. */
export const Border = { sentence: 0, block: 1, page: 2, heading: 3 } as const;

/** A sentence or line of the stored text, the unit passages are made of. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Words in front of this piece ask for a border this strongly. */
  readonly border: number;
  readonly page: number;
  /** Index into the headings; −1 where there is none. */
  readonly heading: number;
}

export interface Composition {
  /** The text as it is stored: headings stand on lines of their own. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Heading paths, parts joined by ' › '. */
  readonly headings: readonly string[];
}

const BETWEEN_BLOCKS = '\n\n';
const BETWEEN_HEADINGS = ' › ';

/** Joins the blocks of a document to the text that is stored, and cuts it into pieces. */
export function compose(blocks: readonly Block[]): Composition {
  const composer = new Composer();
  for (const block of blocks) composer.add(block);
  return composer.finish();
}

class Composer {
  readonly #parts: string[] = [];
  readonly #pieces: Piece[] = [];
  readonly #headings: string[] = [];
  #length = 0;
  #path: readonly string[] = [];
  #page = 0;

  add(block: Block): void {
    let border: number = Border.block;
    if (block.page !== null && block.page !== this.#page) {
      this.#page = block.page;
      border = Border.page;
    }
    const opened = openedHeadings(this.#path, block.heading);
    if (opened !== null) {
      this.#enter(block.heading);
      border = Border.heading;
      if (opened.length > 0) {
        this.#append(opened.join('\n'), border);
        border = Border.sentence;
      }
    }
    this.#append(block.text, border);
  }

  finish(): Composition {
    return { text: this.#parts.join(''), pieces: this.#pieces, headings: this.#headings };
  }

  #enter(path: readonly string[]): void {
    this.#path = path;
    if (path.length > 0) this.#headings.push(path.join(BETWEEN_HEADINGS));
  }

  #append(text: string, border: number): void {
    if (text === '') return;
    if (this.#length > 0) this.#push(BETWEEN_BLOCKS);
    const base = this.#length;
    const heading = this.#path.length === 0 ? -1 : this.#headings.length - 1;
    let start = 0;
    for (const end of sentenceEnds(text)) {
      this.#pieces.push({
        start: base + start,
        end: base + end,
        border: start === 0 ? border : Border.sentence,
        page: this.#page,
        heading,
      });
      start = end;
    }
    this.#push(text);
  }

  #push(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/** Headings that open between two paths; null where the path is the same. */
function openedHeadings(before: readonly string[], now: readonly string[]): readonly string[] | null {
  let shared = 0;
  while (shared < now.length && now[shared] === before[shared]) shared += 1;
  if (shared === now.length && shared === before.length) return null;
  return now.slice(shared);
}
