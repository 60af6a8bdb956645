import { readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';

const FILES = {
  'lease.md': '# Lease\n\nThe notice period of the flat is three months.',
  'house.md': '# House rules\n\nQuiet hours begin at ten. Notices hang beside the door.',
  'bees.md': '# Bees\n\nA hive in winter needs a period of rest.',
};
/** Of quoted words alone: no model is needed to count it. */
const NOTICE = { name: 'Notice', query: '"notice" "period"', tell: true };

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function counted({ engine }: EngineBench) {
  return (await engine.savedSearches(true)).map(({ name, documents, about, news }) => ({
    name,
    documents,
    about,
    news,
  }));
}

async function newNames({ engine }: EngineBench): Promise<string[]> {
  return (await engine.searchNews(null)).flatMap(({ documents }) =>
    documents.map(({ path }) => basename(path)),
  );
}

/** The search is saved, and a file that matches comes behind it. */
async function withLetter(bench: EngineBench): Promise<void> {
  await bench.engine.saveSearch(NOTICE);
  await counted(bench);
  await writeFile(bench.path('letter.md'), '# Letter\n\nI give notice; the period ends in May.');
  await bench.lookAgain();
  await counted(bench);
}

describe('what matches', () => {
  test('signs and quotes alone are exact; words must all be there, in text or name', async () => {
    await using bench = await EngineBench.read({ ...FILES, 'period of notice.bin': '\u0000\u0001' });
    const names = async (query: string) => {
      const found = await bench.engine.matches(query, { offset: 0, limit: 50, ranked: false });
      return [
        found.about,
        found.documents
          .filter(({ by }) => by === 'words')
          .map(({ path }) => basename(path))
          .toSorted(),
      ];
    };
    expect(await names('type:markdown -bees')).toEqual([false, ['house.md', 'lease.md']]);
    expect(await names('"notice period"')).toEqual([false, ['lease.md']]);
    expect(await names('the notices periods')).toEqual([true, ['lease.md', 'period of notice.bin']]);
    expect(await names('notice zzyzx -bees')).toEqual([true, []]);
    expect(await names('period -notice')).toEqual([true, ['bees.md', 'period of notice.bin']]);
  });

  test('copies count once, and pages follow one another', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5 }, (_, at) => [`n${at}.md`, `# Note ${at}\n\nThe ferry leaves at ${at}.`]),
    );
    await using bench = await EngineBench.read({ ...many, 'copy.md': '# Note 1\n\nThe ferry leaves at 1.' });
    const page = (offset: number) => bench.engine.matches('"ferry"', { offset, limit: 2, ranked: false });
    const pages = [await page(0), await page(2), await page(4)];
    expect(pages.map(({ total, listed }) => [total, listed])).toEqual([
      [5, 5],
      [5, 5],
      [5, 5],
    ]);
    expect(new Set(pages.flatMap(({ documents }) => documents.map(({ path }) => path))).size).toBe(5);
    expect(pages[0]?.documents[0]?.quote?.text).toContain('ferry');
  });
});

describe('news', () => {
  test('a new and a changed file are told; those that were there, renamed ones and known ones are not', async () => {
    await using bench = await EngineBench.read(FILES);
    await bench.engine.saveSearch(NOTICE);
    expect(await counted(bench)).toMatchObject([{ documents: 1, news: 0 }]);
    await rename(bench.path('lease.md'), bench.path('old lease.md'));
    await bench.lookAgain();
    expect(await counted(bench)).toMatchObject([{ documents: 1, news: 0 }]);
    await writeFile(bench.path('old lease.md'), '# Lease\n\nThe notice period is now four months.');
    await bench.lookAgain();
    expect(await counted(bench)).toMatchObject([{ documents: 1, news: 0 }]);
    await writeFile(bench.path('letter.md'), '# Letter\n\nI give notice; the period ends in May.');
    await writeFile(bench.path('bees.md'), '# Bees\n\nA notice of the resting period hangs there.');
    await bench.lookAgain();
    expect(await counted(bench)).toMatchObject([{ documents: 3, news: 2 }]);
    expect((await newNames(bench)).toSorted()).toEqual(['bees.md', 'letter.md']);
  });

  test('stays until it is seen, over a restart too', async () => {
    await using bench = await EngineBench.read(FILES);
    await withLetter(bench);
    await bench.reopen();
    expect(await bench.engine.savedSearches(false)).toMatchObject([{ documents: 2, news: 1 }]);
    expect(await newNames(bench)).toEqual(['letter.md']);
    await bench.engine.seeNews(null);
    expect(await counted(bench)).toMatchObject([{ documents: 2, news: 0 }]);
    expect(await newNames(bench)).toEqual([]);
  });

  test('is what it was where the index is made anew', async () => {
    await using bench = await EngineBench.read(FILES);
    await withLetter(bench);
    await bench.close();
    for (const name of readdirSync(bench.library).filter((file) => file.startsWith('index.db')))
      await rm(join(bench.library, name));
    await bench.reopen();
    await bench.settle();
    expect(await counted(bench)).toMatchObject([{ documents: 2, news: 1 }]);
    expect(await newNames(bench)).toEqual(['letter.md']);
  });

  test('is none where the person does not want to be told', async () => {
    await using bench = await EngineBench.read(FILES);
    await bench.engine.saveSearch({ ...NOTICE, tell: false });
    await counted(bench);
    await writeFile(bench.path('letter.md'), '# Letter\n\nI give notice; the period ends in May.');
    await bench.lookAgain();
    expect(await counted(bench)).toMatchObject([{ documents: 2, news: 0 }]);
  });

  test('comes to who follows the list, without being asked for', async () => {
    await using bench = await EngineBench.read(FILES);
    await bench.engine.saveSearch({ name: 'Ferries', query: '"ferry"', tell: true });
    await counted(bench);
    const leaving = new AbortController();
    const list = bench.engine.followSearches(leaving.signal)[Symbol.asyncIterator]();
    expect((await list.next()).value.searches).toMatchObject([{ documents: 0, news: 0 }]);
    await writeFile(bench.path('ferry.md'), 'The ferry leaves at six.');
    await bench.lookAgain();
    expect((await list.next()).value.searches).toMatchObject([{ documents: 1, news: 1 }]);
    leaving.abort();
  });
});

describe('what was asked', () => {
  test('is kept as long as it is wanted; what one goes on typing is one question', async () => {
    await using bench = await EngineBench.open({});
    const { engine } = bench;
    for (const query of ['notice', 'notice period', 'bees']) expect(await engine.asked(query)).toBe(true);
    await engine.changeSettings({ history: false });
    expect(await engine.asked('secret')).toBe(false);
    const { on, queries } = await engine.history();
    expect([on, queries.map(({ query }) => query).toSorted()]).toEqual([false, ['bees', 'notice period']]);
  });

  test('is erased everywhere, and comes back in the same session only', async () => {
    await using bench = await EngineBench.open({});
    await bench.engine.asked('zanzibar');
    await bench.reopen();
    expect(await bench.engine.eraseHistory(null)).toBe(1);
    for (const name of readdirSync(bench.library))
      expect(readFileSync(join(bench.library, name)).includes('zanzibar'), name).toBe(false);
    expect(await bench.engine.undoSearches()).toEqual({ kind: 'erase', queries: 1 });
    expect((await bench.engine.history()).queries).toMatchObject([{ query: 'zanzibar' }]);
    await bench.engine.eraseHistory('zanzibar');
    await bench.reopen();
    expect(await bench.engine.undoSearches()).toBeNull();
  });

  test('is taken back before an older removal', async () => {
    await using bench = await EngineBench.open({});
    const [saved] = await bench.engine.saveSearch(NOTICE);
    await bench.engine.removeSearch(saved?.id ?? 0);
    await bench.engine.asked('bees');
    await bench.engine.eraseHistory('bees');
    expect(await bench.engine.undoSearches()).toMatchObject({ kind: 'erase' });
    expect(await bench.engine.undoSearches()).toEqual({ kind: 'remove', name: 'Notice' });
    expect(await bench.engine.savedSearches(false)).toMatchObject([{ name: 'Notice' }]);
  });
});
