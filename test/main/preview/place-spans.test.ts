import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PageCharacters } from '../../../src-main/files/extractors/pdf-characters.ts';
import { align } from '../../../src-main/preview/align.ts';
import { placeSpans } from '../../../src-main/preview/place-spans.ts';

const COLUMNS = 40;
const ROWS = 20;

/** A page on which every line's letters stand side by side, a cell each. */
function pageOf(lines: readonly string[]): PageCharacters {
  const characters = lines.flatMap((line, row) => [
    ...[...line].map((text, column) => ({
      text,
      box: {
        left: column / COLUMNS,
        top: row / ROWS,
        right: (column + 1) / COLUMNS,
        bottom: (row + 1) / ROWS,
      },
    })),
    { text: '\r', box: null },
    { text: '\n', box: null },
  ]);
  return { width: COLUMNS, height: ROWS, characters };
}

/** What of the page lies under the boxes of one stretch of its text. */
function under(text: string, page: PageCharacters, wanted: string): string[] {
  const start = text.indexOf(wanted);
  const [boxes = []] = placeSpans(text, page, [{ start, end: start + wanted.length }]);
  return boxes.map((line) =>
    page.characters
      .filter(
        ({ box }) => box !== null && box.left >= line.left && box.right <= line.right && box.top === line.top,
      )
      .map((character) => character.text)
      .join(''),
  );
}

describe('the place of a passage on its page', () => {
  it('is found though words were healed, lines joined and ligatures undone', () => {
    const page = pageOf([
      'Who leaves the ﬂat gives no-',
      'tice in writing, three months',
      'ahead of the day.',
    ]);
    const text = 'Who leaves the flat gives notice in writing, three months ahead of the day.';
    expect(under(text, page, 'flat gives notice in writing')).toEqual(
      ['ﬂat gives no-', 'tice in writing'].map((line) => line.replace(/-$/, '')),
    );
    expect(under(text, page, 'ahead of the day.')).toEqual(['ahead of the day.']);
  });

  it('is that of the right one of two equal lines', () => {
    const page = pageOf(['The same line.', 'Another one here.', 'The same line.', 'The end of it.']);
    const text = 'The same line.\nAnother one here.\nThe same line.\nThe end of it.';
    const last = text.lastIndexOf('The same');
    const [boxes = []] = placeSpans(text, page, [{ start: last, end: last + 14 }]);
    expect(boxes).toMatchObject([{ top: 2 / ROWS }]);
  });

  it('is found where the text was moved to, and nowhere where it is not on the page', () => {
    const page = pageOf(['A note beside the page', 'The first line of all text', 'and the second of them']);
    const text =
      'The first line of all text\nand the second of them\nA note beside the page\nOnly stored here';
    expect(under(text, page, 'A note beside the page')).toEqual(['A note beside the page']);
    expect(under(text, page, 'Only stored here')).toEqual([]);
  });

  it('parts columns, and letters beyond the basic plane count as one', () => {
    const line = `left 𝔸side${' '.repeat(20)}right`;
    const page = pageOf([line]);
    expect(under('left 𝔸side right', page, 'left 𝔸side right')).toEqual(['left 𝔸side', 'right']);
  });
});

describe('alignment', () => {
  it('ties equal letters only, and in the order of both', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 200 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const map = align(a, b);
        const tied = [...map].flatMap((there, here) => (there < 0 ? [] : [[here, there] as const]));
        expect(tied.every(([here, there]) => a[here] === b[there])).toBe(true);
        expect(tied.every(([, there], order) => order === 0 || there > (tied[order - 1]?.[1] ?? 0))).toBe(
          true,
        );
      }),
    );
  });

  it('ties every letter of what is kept when a stretch is put in between', () => {
    const kept = fc.string({ unit: 'grapheme-ascii', minLength: 0, maxLength: 120 });
    fc.assert(
      fc.property(kept, kept, kept, (before, added, after) => {
        expect([...align(before + after, before + added + after)].every((there) => there >= 0)).toBe(true);
      }),
    );
  });
});
