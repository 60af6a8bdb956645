import { expect, test } from 'vitest';

import { carriersOf } from '../../../src-main/cli/topics/carriers.ts';
import type { LabelRequest } from '../../../src-main/engine/engine.ts';

const PAGE = 500;

/** So many documents, best first, of which those at `gone` left since they were ranked. */
function ranked(carrying: number, all: number, gone: readonly number[] = []) {
  const asked: Pick<LabelRequest, 'offset' | 'brief'>[] = [];
  const show = ({ offset, limit, brief }: Omit<LabelRequest, 'id'>) => {
    asked.push({ offset, brief });
    const places = Array.from({ length: Math.min(limit, all - offset) }, (_, place) => offset + place);
    const documents = places
      .filter((place) => !gone.includes(place))
      .map((place) => ({ path: String(place), belongs: place < carrying }));
    return Promise.resolve({ documents, label: { documents: carrying }, total: all });
  };
  const client = { topics: { show } } as unknown as Parameters<typeof carriersOf>[0];
  return { client, asked };
}

test('what left meanwhile does not end an export before its last document', async () => {
  const { client } = ranked(PAGE + 3, PAGE + 10, [7]);
  const paths = (await carriersOf(client, { id: 1, brief: true })).map(({ path }) => path);
  expect(paths).toHaveLength(PAGE + 2);
  expect(paths.at(-1)).toBe(String(PAGE + 2));
});

test('passages are looked for where documents carry the label, and nothing behind the last of them is read', async () => {
  const { client, asked } = ranked(3, 10 * PAGE);
  expect(await carriersOf(client, { id: 1, brief: false })).toHaveLength(3);
  expect(asked).toEqual([
    { offset: 0, brief: true },
    { offset: 0, brief: false },
  ]);
});
