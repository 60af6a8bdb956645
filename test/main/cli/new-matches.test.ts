import { expect, it } from 'vitest';

import type { Match } from '../../../src-main/contract/index.ts';
import { NewMatches } from '../../../src-main/cli/watch/new-matches.ts';
import type { Client } from '../../../src-main/rpc/client.ts';

const match = (name: string, modified: number): Match => ({
  path: `/papers/${name}`,
  file: `/papers/${name}`,
  connected: true,
  title: name,
  author: null,
  format: 'txt',
  size: 1,
  modified,
  by: 'words',
  news: false,
  quote: null,
});

it('tells what came and what changed, once, over as many pages as there are', async () => {
  let there: Match[] = [];
  const matches: Client['searches']['matches'] = async ({ offset = 0, limit = 50 }) => ({
    documents: there.slice(offset, offset + limit),
    total: there.length,
    about: false,
    listed: there.length,
  });
  const found = new NewMatches('bees');
  const look = async () =>
    (await found.look({ searches: { matches } as Client['searches'] })).map(({ title }) => title);
  there = Array.from({ length: 450 }, (_, place) => match(`${place}`, place));
  expect(await look()).toHaveLength(450);
  expect(await look()).toEqual([]);
  there = [match('new', 900), ...there.filter(({ title }) => title !== '7'), match('7', 800)];
  expect(await look()).toEqual(['7', 'new']);
  there = there.filter(({ title }) => title !== 'new');
  expect(await look()).toEqual([]);
  there = [match('new', 900), ...there];
  expect(await look()).toEqual([]);
});
