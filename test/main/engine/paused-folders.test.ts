import { mkdir } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { writeFiles } from '../../helpers/made-corpus.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

async function twoFolders() {
  const bench = await EngineBench.read({ 'a.txt': 'A whale in the bay.' });
  const mail = `${bench.papers}-mail`;
  await mkdir(mail);
  await writeFiles(mail, { 'b.txt': 'A heron on the roof.' });
  await bench.engine.addFolder(mail);
  await bench.settle();
  return { bench, mail, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
}

const names = async (bench: EngineBench, query: string): Promise<string[]> =>
  (await bench.results(query, 'lexical')).map(({ name }) => name);

test('a paused folder is found and not looked over, over a restart too, until it is resumed', async () => {
  await using made = await twoFolders();
  const { bench, mail } = made;
  expect(await bench.engine.pauseFolder(mail, true)).toMatchObject({ path: mail, paused: true });
  writeFileSync(join(mail, 'c.txt'), 'A second heron.');
  writeFileSync(bench.path('d.txt'), 'A second whale.');
  expect(await bench.engine.lookAgain()).toBe(1);
  await bench.settle();
  expect(await names(bench, 'heron')).toEqual(['b.txt']);
  expect((await names(bench, 'whale')).toSorted()).toEqual(['a.txt', 'd.txt']);
  await bench.reopen();
  await bench.settle();
  expect(await names(bench, 'heron')).toEqual(['b.txt']);
  expect((await bench.engine.status()).roots.map(({ paused }) => paused)).toEqual([false, true]);
  await bench.engine.pauseFolder(mail, false);
  await bench.settle();
  expect((await names(bench, 'heron')).toSorted()).toEqual(['b.txt', 'c.txt']);
});

test('what waits in a paused folder is neither read nor deepened, and is no work left', async () => {
  await using made = await twoFolders();
  const { bench, mail } = made;
  await bench.engine.pause('all');
  writeFileSync(join(mail, 'c.txt'), 'A second heron.');
  await bench.engine.lookAgain();
  await bench.settle();
  await bench.engine.pauseFolder(mail, true);
  bench.watched.clear();
  await bench.engine.pause('none');
  await bench.settle(true);
  expect(bench.watched.extracted).toEqual([]);
  expect(bench.watched.embedded.filter((text) => text.includes('heron'))).toEqual([]);
  expect(bench.watched.embedded.filter((text) => text.includes('whale'))).toHaveLength(1);
  const ending = new AbortController();
  for await (const progress of bench.engine.progress(ending.signal)) {
    expect(progress).toMatchObject({ searchable: { done: 1, total: 1 }, deepened: { done: 1, total: 1 } });
    break;
  }
  ending.abort();
  await bench.engine.pauseFolder(mail, false);
  await bench.settle(true);
  expect(bench.watched.extracted).toEqual(['c.txt']);
  expect(bench.watched.embedded.filter((text) => text.includes('heron'))).toHaveLength(2);
}, 60_000);

test('a folder that is unknown cannot be paused', async () => {
  await using made = await twoFolders();
  await expect(made.bench.engine.pauseFolder('/nowhere', true)).rejects.toMatchObject({
    code: 'FOLDER_UNKNOWN',
  });
});

test('what was found is deepened first, then what changed last', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 90 }, (_, at) => [`f${String(at).padStart(2, '0')}.txt`, `Ballast number ${at}.`]),
  );
  await using bench = await EngineBench.read({ ...files, 'z.txt': 'A lonely heron.' });
  writeFileSync(bench.path('f10.txt'), 'This one was written anew.');
  await bench.lookAgain();
  expect(await names(bench, 'heron')).toEqual(['z.txt']);
  bench.watched.clear();
  await bench.settle(true);
  expect(bench.watched.embedded[0]).toContain('heron');
  expect(bench.watched.embedded[1]).toContain('written anew');
  await waitUntil(async () => (await bench.engine.status()).vectors === 91);
}, 60_000);
