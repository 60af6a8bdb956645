import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, describe, expect, it, test, vi } from 'vitest';

import { outermost, Watching } from '../../../src-main/engine/watching.ts';
import { watchFolder, type StartWatch, type WatchListener } from '../../../src-main/files/watch.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const ROOT = { id: 1, path: '/papers', paused: false, patterns: '', meaning: true, agents: false };

/** Watching whose system is played by the test. */
function played(start?: StartWatch) {
  const looks: (readonly string[] | 'all')[] = [];
  let listener: WatchListener | undefined;
  let ended = 0;
  const watching = new Watching({
    start:
      start ??
      ((_, given) => {
        listener = given;
        return Promise.resolve({ end: () => Promise.resolve(void (ended += 1)) });
      }),
    lookAt: (_, paths) => Promise.resolve(void looks.push(paths)),
    lookOver: () => void looks.push('all'),
    library: '/papers/library',
    rest: 20,
    most: 200,
    poll: 30,
  });
  const change = (...paths: string[]): void => listener?.changed(paths.map((path) => `/papers/${path}`));
  const fail = (): void => listener?.failed(new Error('too much at once'));
  return { watching, looks, change, fail, ended: () => ended };
}

afterEach(() => vi.useRealTimers());

describe('changes', () => {
  it('are looked at together once they rest', async () => {
    const { watching, looks, change } = played();
    await watching.follow([ROOT]);
    for (let step = 0; step < 5; step += 1) change('a.txt', 'b/c.txt');
    await waitUntil(() => looks.length > 0);
    expect(looks).toEqual([['a.txt', 'b/c.txt']]);
    await watching.close();
  });

  it('that never rest are looked at all the same', async () => {
    const { watching, looks, change } = played();
    await watching.follow([ROOT]);
    const storm = setInterval(() => change('a.txt'), 5);
    await waitUntil(() => looks.length > 1);
    clearInterval(storm);
    expect(looks.slice(0, 2)).toEqual([['a.txt'], ['a.txt']]);
    await watching.close();
  });

  it('of the library itself are not heard', async () => {
    const { watching, looks, change } = played();
    await watching.follow([ROOT]);
    change('library/index.db', 'library', 'a.txt');
    await waitUntil(() => looks.length > 0);
    expect(looks).toEqual([['a.txt']]);
    await watching.close();
  });

  it('of patterns, and thousands at once, have everything looked over', async () => {
    const { watching, looks, change } = played();
    await watching.follow([ROOT]);
    change('deep/.inklingignore');
    await waitUntil(() => looks.length === 1);
    change(...Array.from({ length: 2_000 }, (_, index) => `${index}.txt`));
    await waitUntil(() => looks.length === 2);
    expect(looks).toEqual(['all', 'all']);
    await watching.close();
  });

  it('that were missed are looked for, and from then on now and then until watching works again', async () => {
    const { watching, looks, fail } = played();
    await watching.follow([ROOT]);
    expect(watching.isLive(1)).toBe(true);
    fail();
    expect(watching.isLive(1)).toBe(false);
    await waitUntil(() => watching.isLive(1));
    expect(looks.length).toBeGreaterThanOrEqual(2);
    expect(new Set(looks)).toEqual(new Set(['all']));
    await watching.close();
  });

  it('are looked for where a folder cannot be watched', async () => {
    vi.useFakeTimers();
    const { watching, looks } = played(() => Promise.reject(new Error('no such thing on this drive')));
    await watching.follow([ROOT]);
    expect(watching.isLive(1)).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(looks).toEqual(['all', 'all', 'all']);
    await watching.close();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toHaveLength(3);
  });

  it('of folders that left are not heard any more', async () => {
    vi.useFakeTimers();
    const { watching, looks, change, ended } = played();
    await watching.follow([ROOT]);
    await watching.follow([]);
    expect(ended()).toBe(1);
    change('a.txt');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toEqual([]);
  });
});

test('what lies below another is looked at with it', () => {
  expect(outermost(['a/b/c', 'a/b', 'a/bc', 'd', 'd/e/f'])).toEqual(['a/b', 'a/bc', 'd']);
  expect(outermost([])).toEqual([]);
});

describe('a folder that is watched', () => {
  it('is followed through new, changed, moved and deleted files and folders', async () => {
    await using bench = await EngineBench.read({ 'bees.txt': 'a hive hums' }, watchFolder);
    const at = (name: string): string => join(bench.papers, name);
    const finds = async (query: string, paths: readonly string[]): Promise<void> => {
      const isSo = async (): Promise<boolean> =>
        (await bench.found(query, 'lexical')).join() === paths.join();
      // The list itself is what a failure should show.
      await waitUntil(isSo).catch(() => undefined);
      expect(await bench.found(query, 'lexical')).toEqual(paths);
    };
    await waitUntil(async () => (await bench.engine.status()).roots[0]?.live === true);
    await writeFile(at('new.txt'), 'the tenancy ends');
    await finds('tenancy', ['new.txt']);
    await writeFile(at('new.txt'), 'the lease goes on');
    await finds('lease', ['new.txt']);
    await finds('tenancy', []);
    await mkdir(at('deep/down'), { recursive: true });
    await writeFile(at('deep/down/violin.txt'), 'a violin plays');
    await finds('violin', ['deep/down/violin.txt']);
    await rename(at('deep'), at('moved'));
    await finds('violin', ['moved/down/violin.txt']);
    await rm(at('moved'), { recursive: true });
    await finds('violin', []);
    await writeFile(at('.inklingignore'), 'bees.txt');
    await finds('hive', []);
  });
});
