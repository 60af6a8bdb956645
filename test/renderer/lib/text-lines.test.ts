import { expect, test } from 'vitest';

import type { Block, Piece } from '../../../src-renderer/lib/layout.ts';
import { tableRows, textLines } from '../../../src-renderer/lib/text-lines.ts';
import { piece } from '../../helpers/pieces.ts';

const text = (start: number, ...pieces: Piece[]): Block => ({ kind: 'text', pieces, start });

test('a line keeps its marks and its place', () => {
  const lines = textLines([
    text(10, piece('let a\nlet '), piece('b', { word: true, found: true }), piece(';\nend')),
  ]);
  expect(lines.map(({ start, found }) => [start, found])).toEqual([
    [10, false],
    [16, true],
    [23, false],
  ]);
  expect(lines[1]?.pieces.map((part) => [part.text, part.word])).toEqual([
    ['let ', false],
    ['b', true],
    [';', false],
  ]);
});

test('a stored sheet is rows and cells under the names of its columns', () => {
  const rows = tableRows([
    { kind: 'heading', pieces: [piece('Rent 2023')], start: 0 },
    { kind: 'heading', pieces: [piece('Month | Paid')], start: 10 },
    text(23, piece('May | 84'), piece('2', { word: true }), piece('\nJune | 850')),
    { kind: 'page', page: 2 },
  ]);
  expect(
    rows.map(({ kind, cells }) => [kind, ...cells.map((cell) => cell.map((part) => part.text).join(''))]),
  ).toEqual([
    ['title', 'Rent 2023'],
    ['names', 'Month', 'Paid'],
    ['row', 'May', '842'],
    ['row', 'June', '850'],
  ]);
});
