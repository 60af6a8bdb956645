import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { createEngine, type Engine } from '../../../src-main/engine/index.ts';
import type { ChildHandle, Spawn } from '../../../src-main/lib/processes.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { collect, EngineBench } from '../../helpers/engine-bench.ts';
import { fillerFiles, READABLE, writeFiles } from '../../helpers/made-corpus.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const FILES = { ...READABLE, ...fillerFiles(25, 1, 12) };
const DATA_LIKE = `FROM passages JOIN contents ON passages.id >= first_passage
  AND passages.id < first_passage + contents.passages WHERE data_like = 1`;

/** Passages that have no vector, of documents worth it. */
function shallow(bench: EngineBench): unknown[] {
  return bench.rows(`SELECT id FROM passages WHERE hash NOT IN (SELECT hash FROM vectors)
    AND id NOT IN (SELECT passages.id ${DATA_LIKE})`);
}

test('vectors made for a query are those that deepening stores, byte for byte', async () => {
  await using bench = await EngineBench.read(FILES);
  await using deep = await EngineBench.read(FILES);
  expect(bench.vectors().size).toBe(0);
  for (const query of ['cancel the lease', 'a violin in the harbour', 'gasket 17', 'the tide tables']) {
    await bench.stages(query);
  }
  await waitUntil(() => bench.vectors().size > 20);
  await deep.settle(true);
  const stored = deep.vectors();
  const fresh = [...bench.vectors()].filter(([hash]) => stored.has(hash));
  expect(fresh.length).toBeGreaterThan(20);
  expect(fresh).toEqual(fresh.map(([hash]) => [hash, stored.get(hash)]));
});

test('a vector does not depend on what is embedded beside it', async () => {
  await using alone = await EngineBench.read({ 'bees.html': READABLE['garden/bees.html'] ?? '' });
  await alone.settle(true);
  await using among = await EngineBench.read(FILES);
  await among.settle(true);
  const [[hash, vector] = []] = alone.vectors();
  expect(among.vectors().get(hash ?? '')).toBe(vector);
});

test('what is embedded is what was hashed', async () => {
  await using bench = await EngineBench.read(FILES);
  bench.watched.clear();
  await bench.settle(true);
  const hashes = bench.watched.embedded.map((text) =>
    createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32).toUpperCase(),
  );
  expect(hashes.toSorted()).toEqual([...bench.vectors().keys()].toSorted());
});

test('deepening ends with every worthwhile passage stored, and data is left to queries', async () => {
  await using bench = await EngineBench.read(FILES);
  expect(shallow(bench).length).toBeGreaterThan(25);
  await bench.settle(true);
  expect(shallow(bench)).toEqual([]);
  const data = `SELECT passages.hash ${DATA_LIKE}`;
  expect(bench.rows(data).length).toBeGreaterThan(0);
  expect(bench.rows(`${data} AND passages.hash IN (SELECT hash FROM vectors)`)).toEqual([]);
  const status = await bench.engine.status();
  expect(status.vectors).toBe(bench.vectors().size);

  bench.watched.clear();
  await bench.stages('how many gaskets are in stock');
  await waitUntil(() => bench.rows(`${data} AND passages.hash IN (SELECT hash FROM vectors)`).length > 0);
  const asked = bench.watched.embedded.length;
  await bench.stages('how many gaskets are in stock');
  expect(bench.watched.embedded.length).toBe(asked + 1);
});

test('with deepening switched off nothing is embedded unasked; switched on, all of it is', async () => {
  await using bench = await EngineBench.read(FILES);
  await bench.lookAgain();
  expect(bench.watched.embedded).toEqual([]);
  await bench.engine.changeSettings({ deepening: true });
  await waitUntil(() => shallow(bench).length === 0, 60_000);
});

test('deepening that is paused rests where it is, and goes on where it was', async () => {
  await using bench = await EngineBench.read(fillerFiles(60, 1, 15));
  await bench.engine.changeSettings({ deepening: true });
  await waitUntil(() => bench.vectors().size > 0, 60_000);
  expect(await bench.engine.pause('deepening')).toMatchObject({ activity: 'paused', pause: 'deepening' });
  const rested = bench.vectors().size;
  expect(shallow(bench).length).toBeGreaterThan(0);
  await writeFiles(bench.papers, { 'new.txt': 'A whale, read while deepening rests.' });
  await bench.lookAgain();
  expect(bench.vectors().size).toBe(rested);
  expect((await bench.found('whale', 'light'))[0]).toBe('new.txt');
  expect(bench.watched.embedded.filter((text) => text.includes('whale'))).toEqual([]);
  await bench.engine.pause('none');
  await waitUntil(() => shallow(bench).length === 0, 60_000);
});

test('deepening goes on after the next start without being asked', async () => {
  await using bench = await EngineBench.read(FILES);
  await bench.engine.changeSettings({ deepening: true });
  await bench.close();
  await bench.reopen();
  await waitUntil(() => shallow(bench).length === 0, 60_000);
  expect(bench.vectors().size).toBeGreaterThan(25);
});

test('progress tells both bars and ends at rest', async () => {
  await using bench = await EngineBench.open(FILES);
  await bench.engine.addFolder(bench.papers);
  await bench.settle(true);
  const abort = new AbortController();
  for await (const progress of bench.engine.progress(abort.signal)) {
    if (progress.activity !== 'idle') continue;
    expect(progress.searchable).toMatchObject({
      done: Object.keys(FILES).length,
      total: Object.keys(FILES).length,
    });
    expect(progress.deepened.done).toBe(progress.deepened.total);
    expect(progress.deepened.total).toBeGreaterThan(25);
    break;
  }
});

/** A transformer that starts and then fails at every text. */
function failingInference(): { readonly spawn: Spawn; readonly asked: () => number } {
  let asked = 0;
  const inference = (): ChildHandle => {
    let answer: (message: unknown) => void = () => {};
    let exit: (how: string) => void = () => {};
    return {
      pid: null,
      kill: () => exit('killed'),
      exited: new Promise((resolve) => (exit = resolve)),
      port: {
        onMessage: (listener) => (answer = listener),
        postMessage: (message) => {
          const { call, name } = message as { readonly call: number; readonly name: string };
          if (name === 'embed') asked += 1;
          const error = { code: 'INFERENCE_FAILED', cause: 'made to fail', remedy: 'none' };
          setTimeout(() => answer(name === 'load' ? { answer: call, value: {} } : { answer: call, error }));
        },
      },
    };
  };
  const spawn: Spawn = (entry, options) =>
    options?.name === 'inference' ? inference() : spawnChild(entry, options);
  return { spawn, asked: () => asked };
}

/** Waits until nothing goes on. */
async function idle(engine: Engine, signal: AbortSignal): Promise<void> {
  for await (const { activity } of engine.progress(signal)) if (activity === 'idle') return;
}

test('a transformer that fails is not asked for ever: words and light meaning go on', async () => {
  await using folder = await temporaryFolder();
  await writeFiles(`${folder.path}/papers`, FILES);
  const { spawn, asked } = failingInference();
  const engine = await createEngine({ library: `${folder.path}/library`, spawn });
  try {
    const { signal } = new AbortController();
    await engine.addFolder(`${folder.path}/papers`);
    await engine.settle(false, signal);
    await waitUntil(() => asked() > 0);
    await idle(engine, signal);
    const rested = asked();
    await engine.lookAgain();
    await engine.settle(false, signal);
    await idle(engine, signal);
    expect(asked()).toBe(rested);
    await expect(engine.settle(true, signal)).rejects.toMatchObject({ code: 'INFERENCE_FAILED' });
    const request = {
      query: 'radiator',
      mode: 'close',
      limit: 3,
      first: 1,
      passages: 1,
      asTyped: false,
    } as const;
    const stages = await collect(engine.search(request, signal));
    // The first list is the last one too, then as long as the last was to be.
    expect(stages.map(({ results }) => results.length)).toEqual([1, 3]);
    const last = stages.at(-1);
    expect(last).toMatchObject({ final: true, notes: [{ code: 'INFERENCE_FAILED' }] });
    expect(last?.results[0]?.name).toBe('landlord.docx');
  } finally {
    await engine.close();
  }
});
