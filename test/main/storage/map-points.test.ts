import { expect, it } from 'vitest';

import { assignLabel } from '../../../src-main/storage/document-labels.ts';
import { keepMap, readMap, strongestLabels, type MadePoints } from '../../../src-main/storage/map-points.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

function made(contents: readonly number[], layout: MadePoints['layout'] = null): MadePoints {
  return {
    layout,
    contents: Uint32Array.from(contents),
    x: Float32Array.from(contents, (content) => content / 8),
    y: Float32Array.from(contents, () => 0.5),
    anchors: Uint8Array.from(contents, () => Number(layout !== null)),
  };
}

const LAYOUT = { documents: 2, anchors: 2, basis: 'light' } as const;

it('keeps places until they are made anew, and loses them with their content', async () => {
  await using library = await storedLibrary();
  for (const name of ['a', 'b', 'c']) library.add(`${name}.md`, [name]);
  expect(readMap(library.connection)).toEqual({ layout: null, points: [] });
  keepMap(library.connection, made([1, 2], LAYOUT));
  keepMap(library.connection, made([3, 99]));
  expect(readMap(library.connection)).toEqual({
    layout: LAYOUT,
    points: [
      { content: 1, x: 0.125, y: 0.5, anchor: true },
      { content: 2, x: 0.25, y: 0.5, anchor: true },
      { content: 3, x: 0.375, y: 0.5, anchor: false },
    ],
  });
  library.drop('a.md');
  expect(readMap(library.connection).points.map(({ content }) => content)).toEqual([2, 3]);
  library.index.sweep();
  expect(library.one('SELECT count(*) FROM map_points')).toBe(2);
  keepMap(library.connection, made([2], { ...LAYOUT, documents: 1 }));
  expect(readMap(library.connection).points).toHaveLength(1);
});

it('tells the label that each content carries most', async () => {
  await using library = await storedLibrary();
  library.add('a.md', ['a']);
  library.add('b.md', ['b']);
  const assign = (label: number, contents: number[], scores: number[]): void =>
    assignLabel(library.connection, {
      label,
      contents: Uint32Array.from(contents),
      scores: Float32Array.from(scores),
      upTo: 2,
    });
  assign(7, [1, 2], [0.6, 0.9]);
  assign(8, [1], [0.8]);
  expect([...strongestLabels(library.connection)]).toEqual([
    [1, 8],
    [2, 7],
  ]);
});
