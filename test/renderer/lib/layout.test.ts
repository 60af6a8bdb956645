import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { DocumentText, Passage } from '../../../src-renderer/api/types.ts';
import { layOut, type Block, type Piece } from '../../../src-renderer/lib/layout.ts';

function text(body: string, more: Partial<DocumentText> = {}): DocumentText {
  return {
    path: '/x',
    name: 'x',
    title: 'x',
    format: 'txt',
    size: 1,
    modified: 0,
    recognised: false,
    length: body.length,
    start: 0,
    text: body,
    places: [],
    ...more,
  };
}

function passage(body: string, words: string, marks: Passage['marks'] = []): Passage {
  const start = body.indexOf(words);
  return {
    text: words,
    page: null,
    heading: null,
    start,
    end: start + words.length,
    marks,
    answer: null,
    score: 1,
  };
}

const blocks = (...given: Parameters<typeof layOut>): Block[] =>
  layOut(...given).flatMap((chunk) => chunk.blocks);
const pieces = (all: Block[]): Piece[] => all.flatMap((block) => (block.kind === 'page' ? [] : block.pieces));
const foundText = (all: Block[]): string =>
  pieces(all)
    .filter((piece) => piece.found)
    .map((piece) => piece.text)
    .join('');

test('the passage is marked across paragraphs, and its words within it', () => {
  const body = 'Before.\n\nThe period of notice\n\nis three months. After.';
  const found = passage(body, 'The period of notice\n\nis three months.', [{ start: 14, end: 20 }]);
  const all = blocks(text(body), [found], 0);
  expect(all).toHaveLength(3);
  expect(foundText(all)).toBe('The period of noticeis three months.');
  expect(pieces(all).filter((piece) => piece.word)).toEqual([
    { text: 'notice', word: true, found: true, answer: false },
  ]);
});

test('pages and headings stand where they begin; a heading of the text is not said twice', () => {
  const body = 'Intro.\n\n§ 4 Notice\nThree months.\n\nRent is due.';
  const places = [
    { start: 0, page: 1, heading: null },
    { start: body.indexOf('§'), page: 2, heading: 'Lease › § 4 Notice' },
    { start: body.indexOf('Rent'), page: 2, heading: 'Lease › § 5' },
  ];
  const shown = blocks(text(body, { places }), [], 0).map((block) =>
    block.kind === 'page'
      ? `page ${block.page}`
      : `${block.kind}: ${block.pieces.map((piece) => piece.text).join('')}`,
  );
  expect(shown).toEqual([
    'page 1',
    'text: Intro.',
    'page 2',
    'heading: § 4 Notice',
    'text: Three months.',
    'heading: § 5',
    'text: Rent is due.',
  ]);
});

test('marks that do not fit the stored text are left out, rather than set on wrong letters', () => {
  const body = 'The period of notice is three months.';
  const shifted = { ...passage(body, 'The period'), text: 'Another text', marks: [{ start: 0, end: 7 }] };
  expect(pieces(blocks(text(body), [shifted], 0)).some((piece) => piece.word)).toBe(false);
});

test('a window in the middle of a document keeps its places', () => {
  const body = 'x'.repeat(1000) + '\n\nHere it is.';
  const window = text(body.slice(900), { start: 900, length: body.length });
  expect(foundText(blocks(window, [passage(body, 'Here it is.')], 0))).toBe('Here it is.');
});

test('whatever the text: every letter is laid out once, in order, in pieces of bearable size', () => {
  const body = fc
    .array(fc.constantFrom('a', 'word ', '\n', '\n\n', ' ', 'x'.repeat(7000)), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(body, fc.nat(200), fc.nat(200), (given, from, length) => {
      const found = {
        text: '',
        page: null,
        heading: null,
        start: from,
        end: from + length,
        marks: [],
        answer: null,
        score: 1,
      };
      const all = blocks(text(given), [found], 0);
      expect(
        pieces(all)
          .map((piece) => piece.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(given.replace(/\s/g, ''));
      const lengths = all.map((block) => pieces([block]).reduce((sum, piece) => sum + piece.text.length, 0));
      expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(6000);
    }),
    { numRuns: 200 },
  );
});
