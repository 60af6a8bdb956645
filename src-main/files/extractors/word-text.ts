import { deletedStretches, paragraphStretches } from './word-formatting.ts';
import type { ParagraphStretch, Stretch } from './word-formatting.ts';
import type { WordFile } from './word-file.ts';

export interface WordParagraph {
  /** Its characters, marks of Word among them. */
  readonly text: string;
  /** The character that ended it: a paragraph's, a cell's, a page's. */
  readonly end: string;
  readonly level: number;
  readonly isRowEnd: boolean;
  readonly isItem: boolean;
}

const CELL_END = '\x07';
/** Where formatting is not read, a cell of no characters after another is taken for the end of its row. */
const ROW = { level: 0, isRowEnd: true, isItem: false } as const;
const PLAIN = { level: 0, isRowEnd: false, isItem: false } as const;

/** Ends of paragraphs, of cells and rows, of pages and sections. */
// oxlint-disable-next-line no-control-regex -- Word marks with control characters.
const ENDS = /[\r\x07\f]/g;

/** The paragraphs of each part of a document in order; the first part is its body. */
export function wordParts(file: WordFile): WordParagraph[][] {
  const text = new WordText(file);
  const parts: WordParagraph[][] = [];
  let from = 0;
  for (const length of file.partLengths) {
    parts.push(text.paragraphs(from, from + length));
    from += length;
  }
  return parts;
}

class WordText {
  readonly #text: string;
  /** Where in the whole text each piece begins. */
  readonly #starts: number[] = [];
  readonly #file: WordFile;
  readonly #paragraphs: readonly ParagraphStretch[];

  constructor(file: WordFile) {
    this.#file = file;
    const deleted = deletedStretches(file).sort((first, second) => first.from - second.from);
    let length = 0;
    const texts = file.pieces.map(({ text, offset, bytesPerCharacter }) => {
      this.#starts.push(length);
      length += text.length;
      return withoutDeleted(text, { offset, width: bytesPerCharacter }, deleted);
    });
    this.#text = texts.join('');
    this.#paragraphs = paragraphStretches(file).sort((first, second) => first.from - second.from);
  }

  paragraphs(from: number, to: number): WordParagraph[] {
    const part = this.#text.slice(from, to);
    const found: WordParagraph[] = [];
    let start = 0;
    for (const { 0: end, index } of part.matchAll(ENDS)) {
      const isAfterCell = start === index && part[index - 1] === CELL_END && end === CELL_END;
      const format = this.#formatAt(from + index) ?? (this.#file.isOld && isAfterCell ? ROW : PLAIN);
      const { level, isRowEnd, isItem } = format;
      found.push({ text: part.slice(start, index), end, level, isRowEnd, isItem });
      start = index + 1;
    }
    if (start < part.length) {
      found.push({ text: part.slice(start), end: '\r', ...PLAIN });
    }
    return found;
  }

  /** The format of the paragraph whose last character stands here. */
  #formatAt(position: number): ParagraphStretch | undefined {
    const number = lastAtOrBefore(this.#starts, position, (start) => start);
    const piece = this.#file.pieces[number];
    const start = this.#starts[number];
    if (piece === undefined || start === undefined) return undefined;
    const offset = piece.offset + (position - start) * piece.bytesPerCharacter;
    const found = this.#paragraphs[lastAtOrBefore(this.#paragraphs, offset, ({ from }) => from)];
    return found !== undefined && offset < found.to ? found : undefined;
  }
}

/** Deleted characters become NUL, so that every other one stays where it is. */
function withoutDeleted(
  text: string,
  { offset, width }: { readonly offset: number; readonly width: number },
  deleted: readonly Stretch[],
): string {
  const end = offset + text.length * width;
  const first = Math.max(
    0,
    lastAtOrBefore(deleted, offset, ({ from }) => from),
  );
  let kept = '';
  let at = 0;
  for (let number = first; number < deleted.length; number++) {
    const { from, to } = deleted[number] ?? { from: end, to: end };
    if (from >= end) break;
    const cutFrom = Math.max(at, Math.floor((from - offset) / width));
    const cutTo = Math.min(text.length, Math.ceil((to - offset) / width));
    if (cutTo <= cutFrom) continue;
    kept += text.slice(at, cutFrom) + '\0'.repeat(cutTo - cutFrom);
    at = cutTo;
  }
  return at === 0 ? text : kept + text.slice(at);
}

/** Index of the last item whose key is not beyond `key`; -1 where all are. */
function lastAtOrBefore<Item>(items: readonly Item[], key: number, keyOf: (item: Item) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && keyOf(item) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
