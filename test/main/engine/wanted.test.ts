import { expect, test } from 'vitest';

import { Wanted } from '../../../src-main/engine/wanted.ts';
import type { Shallow } from '../../../src-main/indexing/deepener.ts';

/** Files of so many passages each; a passage's text is its file's name and its number. */
function wanted(passages: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const made = new Wanted({
    place: (path) => (path === 'outside' ? undefined : { root: path === 'paused' ? 2 : 1, relative: path }),
    isPaused: (root) => root === 2,
    shallow: ({ of: { path }, after, limit }) => {
      asked.push(path);
      const all = Array.from({ length: passages[path] ?? 0 }, (_, at): Shallow => ({
        id: at + 1,
        hash: Uint8Array.of(at),
        text: `${path}${at + 1}`,
        vector: null,
      }));
      return Promise.resolve(all.filter(({ id }) => id > after).slice(0, limit));
    },
  });
  const drain = async (limit: number): Promise<string[]> => {
    const all: string[] = [];
    for (;;) {
      const next = await made.next(limit);
      if (next.length === 0) return all;
      all.push(...next.map(({ text }) => text));
    }
  };
  return { made, asked, drain };
}

test('what was asked for last comes first, best first, and then what changed last', async () => {
  const { made, drain } = wanted({ a: 3, b: 1, c: 1, d: 2 });
  made.change('c');
  made.change('d');
  made.ask(['b', 'none']);
  made.ask(['a']);
  expect(await drain(2)).toEqual(['a1', 'a2', 'a3', 'b1', 'd1', 'd2', 'c1']);
  expect(await drain(2)).toEqual([]);
});

test('what lies in no folder, or in a paused one, is passed over', async () => {
  const { made, drain } = wanted({ a: 1, outside: 1, paused: 1 });
  made.ask(['outside', 'paused', 'a']);
  expect(await drain(2)).toEqual(['a1']);
});

test('what is asked for meanwhile goes before what is under way', async () => {
  const { made, drain } = wanted({ a: 3, b: 1 });
  made.ask(['a']);
  expect((await made.next(1)).map(({ text }) => text)).toEqual(['a1']);
  made.ask(['b']);
  expect(await drain(9)).toEqual(['b1', 'a2', 'a3']);
});

test('only so many are kept, the newest', async () => {
  const { made, asked, drain } = wanted({});
  for (let at = 0; at < 1_000; at += 1) {
    made.ask([`asked ${at}`]);
    made.change(`changed ${at}`);
  }
  await drain(9);
  expect([asked.length, asked[0], asked[255], asked[256], asked.at(-1)]).toEqual([
    320,
    'asked 999',
    'asked 744',
    'changed 999',
    'changed 936',
  ]);
});
