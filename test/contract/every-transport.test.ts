import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { searchStageSchema } from '../../src-main/contract/index.ts';
import { InklingError, normaliseError } from '../../src-main/lib/errors.ts';
import {
  inProcess,
  overElectronPort,
  overForwardedPort,
  overMessagePort,
  overSocket,
  overWeb,
} from '../helpers/transports.ts';
import { waitUntil } from '../helpers/wait-until.ts';

/** Events of 16 KB; a socket holds more of them under way than a port. */
const MOST_UNDER_WAY = 200;

/** Waits until a count has stayed as it is for a while, or is beyond all bounds. */
async function comesToRest(count: () => number): Promise<void> {
  let before = -1;
  while (count() !== before && count() < 20 * MOST_UNDER_WAY) {
    before = count();
    await sleep(300);
  }
}

/** The same cases over everything that carries the contract. */
describe.each([
  ['nothing: in process', inProcess],
  ['socket', overSocket],
  ['loopback web', overWeb],
  ['message port', overMessagePort],
  ['port of Electron', overElectronPort],
  ['port of Electron, handed on to a socket', overForwardedPort],
])('over %s', (_name, open) => {
  test('a call without input answers', async () => {
    await using transport = await open();
    expect(await transport.client.library.status()).toMatchObject({ passages: 7, files: { indexed: 2 } });
  });

  test('input takes its defaults', async () => {
    await using transport = await open();
    expect(await transport.client.document.read({ path: '/a' })).toMatchObject({ start: 0, path: '/a' });
  });

  test('a label is made, judged and removed, and an unknown one refused with its code', async () => {
    await using transport = await open();
    const { topics } = transport.client;
    const { id } = await topics.save({ name: ' Sleep ', words: ['nap'] });
    expect(await topics.judge({ id, path: '/a', verdict: 'belongs' })).toMatchObject({
      name: 'Sleep',
      examples: [{ path: '/a', verdict: 'belongs' }],
    });
    expect(await topics.remove({ id })).toEqual({ removed: true });
    await expect(topics.show({ id })).rejects.toMatchObject({ code: 'LABEL_UNKNOWN' });
  });

  test('the map crosses field by field, and its points are told by number', async () => {
    await using transport = await open();
    const { topics } = transport.client;
    expect(await topics.map()).toMatchObject({ documents: [1, 2, 3], labels: [1, null, null], total: 3 });
    expect(await topics.mapped({ documents: [2] })).toMatchObject({
      documents: [{ document: 2, path: '/papers/2.md' }],
    });
  });

  test('a search is kept under its name, followed, and removed once', async () => {
    await using transport = await open();
    const { searches } = transport.client;
    const saved = await searches.save({ name: ' Rent ', query: 'notice' });
    expect(saved.searches).toMatchObject([{ name: 'Rent', query: 'notice', tell: true }]);
    for await (const list of await searches.follow()) expect(list).toEqual(saved);
    expect(await searches.asked({ query: 'bees' })).toEqual({ kept: true });
    expect(await searches.erase({})).toEqual({ queries: 1 });
    expect(await searches.remove({ id: 1 })).toEqual({ searches: [] });
    await expect(searches.remove({ id: 1 })).rejects.toMatchObject({ code: 'SAVED_SEARCH_UNKNOWN' });
  });

  test('documents are found by a document and by a text, and an unknown one is refused with its code', async () => {
    await using transport = await open();
    const { similar } = transport.client;
    expect(await similar.documents({ path: '/a', limit: 1 })).toMatchObject({
      total: 1,
      results: [{ score: 0.5 }],
    });
    expect(await similar.where({ text: 'as pasted' })).toMatchObject({
      results: [{ place: { text: 'as pasted' } }],
    });
    expect(await similar.difference({ left: '/a', right: '/b' })).toMatchObject({
      parts: [{ kind: 'left' }, {}],
    });
    await expect(similar.documents({ path: '/missing' })).rejects.toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
  });

  test('an absent and an undefined setting are the same', async () => {
    await using transport = await open();
    const changed = await transport.client.engine.change({ theme: 'dark', gitignore: undefined });
    const before = await transport.client.engine.settings();
    expect(changed).toEqual({ ...before, theme: 'dark' });
  });

  test('stages arrive one by one and hold to their schema', async () => {
    await using transport = await open();
    const stages = [];
    for await (const stage of await transport.client.search.run({ query: 'résumé 東京 🐝' })) {
      stages.push(searchStageSchema.parse(stage));
    }
    expect(stages.map(({ stage, final }) => [stage, final])).toEqual([
      ['light', false],
      ['close', true],
    ]);
    expect(stages[0]?.results[0]?.passages[0]?.text).toContain('résumé 東京 🐝');
    expect(transport.engine.ended).toEqual(['search résumé 東京 🐝']);
  });

  test('a caller that breaks off early ends the engine’s stream', async () => {
    await using transport = await open();
    for await (const stage of await transport.client.search.run({ query: 'wait' })) {
      expect(stage.stage).toBe('light');
      break;
    }
    await waitUntil(() => transport.engine.ended.includes('search wait'));
  });

  test('an aborted signal ends the engine’s stream, and is no error', async () => {
    await using transport = await open();
    const controller = new AbortController();
    const stages = [];
    for await (const stage of await transport.client.search.run(
      { query: 'wait' },
      { signal: controller.signal },
    )) {
      stages.push(stage);
      controller.abort();
    }
    expect(stages).toHaveLength(1);
    await waitUntil(() => transport.engine.ended.includes('search wait'));
  });

  test('an aborted call reaches the engine', async () => {
    await using transport = await open();
    const controller = new AbortController();
    const settled = transport.client.library.settle({ deep: true }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(settled).rejects.toMatchObject({ name: 'AbortError' });
    await waitUntil(() => transport.engine.ended.includes('settle'));
  });

  test('an endless stream flows until it is left', async () => {
    await using transport = await open();
    let seen = 0;
    for await (const progress of await transport.client.library.progress()) {
      expect(progress.searchable.total).toBe(2);
      if ((seen += 1) === 3) break;
    }
    await waitUntil(() => transport.engine.ended.includes('progress'));
  });

  test('a refusal keeps its code, cause and remedy', async () => {
    await using transport = await open();
    await expect(transport.client.library.add({ path: '/missing' })).rejects.toMatchObject({
      name: 'InklingError',
      code: 'FOLDER_MISSING',
      message: 'The folder is not there.',
      remedy: 'Check how it is spelt.',
    });
  });

  test('so does one in the midst of a stream', async () => {
    await using transport = await open();
    const stream = await transport.client.search.run({ query: 'fail' });
    await stream.next();
    await expect(stream.next()).rejects.toMatchObject({ code: 'MODEL_MISSING', remedy: 'Import it.' });
  });

  test('what nobody foresaw has code, cause and remedy too', async () => {
    await using transport = await open();
    const stream = await transport.client.search.run({ query: 'burst' });
    await stream.next();
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNEXPECTED', message: 'not foreseen' });
  });

  test('input against the schema is refused before the engine sees it', async () => {
    await using transport = await open();
    await expect(transport.client.library.add({ path: '' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('path'),
    });
    await expect(transport.client.search.run({ query: 'x'.repeat(20_001) })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(transport.engine.folders.size).toBe(0);
  });

  test('a host counts as long as its stream is open', async () => {
    await using transport = await open();
    const controller = new AbortController();
    const stream = await transport.client.engine.attend({ host: 'test' }, { signal: controller.signal });
    expect((await stream.next()).value).toEqual({ version: '1.2.3', pid: process.pid });
    expect(transport.seen.hosts).toBe(1);
    controller.abort();
    await waitUntil(() => transport.seen.hosts === 0);
  });

  test('the last host to leave ends the engine, another one does not', async () => {
    await using transport = await open();
    const streams = [1, 2].map(() => transport.client.engine.attend({ host: 'test' }));
    const [first, second] = await Promise.all(streams);
    await Promise.all([first?.next(), second?.next()]);
    expect(await transport.client.engine.leave()).toEqual({ ending: false });
    await first?.return();
    await waitUntil(() => transport.seen.hosts === 1);
    expect(await transport.client.engine.leave()).toEqual({ ending: true });
    expect(transport.seen.stops).toBe(1);
    await second?.return();
  });

  test('stop answers before the end', async () => {
    await using transport = await open();
    expect(await transport.client.engine.stop()).toEqual({ stopping: true });
    expect(transport.seen.stops).toBe(1);
  });

  test('another model is chosen without an end of the engine', async () => {
    await using transport = await open();
    const { engine } = transport.client;
    expect(await engine.useModel({ name: 'used' })).toMatchObject({ changed: false });
    expect(await engine.useModel({ name: 'e5' })).toMatchObject({ model: { name: 'e5' }, changed: true });
    expect(transport.seen).toMatchObject({ restarts: 0, stops: 0 });
  });

  test('many calls at once do not mix', async () => {
    await using transport = await open();
    const paths = Array.from({ length: 50 }, (_, index) => `/folder-${index}`);
    const folders = await Promise.all(paths.map((path) => transport.client.library.add({ path })));
    expect(folders.map(({ path }) => path)).toEqual(paths);
  });

  test('a reader that takes its time gets everything in order, and holds up nobody else', async () => {
    await using transport = await open();
    const slow = await transport.client.search.run({ query: 'slowly' });
    const first = await slow.next();
    expect(first.value).toMatchObject({ stage: 'light' });
    for (const path of ['/one', '/two'])
      expect(await transport.client.library.add({ path })).toMatchObject({ path });
    const quick = [];
    for await (const { stage } of await transport.client.search.run({ query: 'at once' })) quick.push(stage);
    expect(quick).toEqual(['light', 'close']);
    expect((await slow.next()).value).toMatchObject({ stage: 'close', final: true });
    expect((await slow.next()).done).toBe(true);
  });

  test('a source is held back by a reader that stands still, and goes on with it', async () => {
    await using transport = await open();
    const { client, engine } = transport;
    const stream = await client.search.run({ query: `pour ${'x'.repeat(15_000)}` });
    await stream.next();
    await comesToRest(() => engine.poured);
    const held = engine.poured;
    expect(held).toBeLessThan(MOST_UNDER_WAY);
    // Others are answered meanwhile, and nothing is lost of what waits.
    expect(await client.library.add({ path: '/one' })).toMatchObject({ path: '/one' });
    for (let number = 1; number <= held + 40; number += 1) {
      const stage = searchStageSchema.parse((await stream.next()).value);
      expect(stage.results[0]?.passages[0]?.text).toContain(`${number} pour`);
    }
    await comesToRest(() => engine.poured);
    expect(engine.poured).toBeGreaterThan(held + 39);
    expect(engine.poured).toBeLessThan(held + 40 + MOST_UNDER_WAY);
    await stream.return();
    await waitUntil(() => engine.ended.some((ended) => ended.startsWith('search pour')));
  });

  test('a source that is held back ends with its reader', async () => {
    await using transport = await open();
    const { client, engine } = transport;
    const leaving = new AbortController();
    const query = `pour ${'x'.repeat(15_000)}`;
    const left = await client.search.run({ query }, { signal: leaving.signal });
    await left.next();
    await comesToRest(() => engine.poured);
    leaving.abort();
    await waitUntil(() => engine.ended.includes(`search ${query}`));
    const { poured } = engine;
    await sleep(100);
    expect(engine.poured).toBe(poured);
  });

  test('a large answer arrives whole', async () => {
    await using transport = await open();
    const query = `${'東京🐝'.repeat(4_000)}`;
    const stream = await transport.client.search.run({ query });
    const { value } = await stream.next();
    await stream.return();
    expect(value).toMatchObject({ results: [{ passages: [{ text: expect.stringContaining(query) }] }] });
  });
});

/** A window that crashes says nothing. */
describe.each([
  ['port of Electron', overElectronPort],
  ['port of Electron, handed on to a socket', overForwardedPort],
])('a window that vanishes over %s', (_name, open) => {
  test('ends every stream and call it left behind', async () => {
    await using transport = await open();
    const { client, engine } = transport;
    const stream = await client.search.run({ query: 'wait' });
    await stream.next();
    const progress = await client.library.progress();
    await progress.next();
    const refused = client.library.settle({ deep: true }).then(() => 'answered', normaliseError);
    // The call is on its way by then.
    await client.library.status();
    transport.vanish();
    await waitUntil(() =>
      ['search wait', 'progress', 'settle'].every((ended) => engine.ended.includes(ended)),
    );
    expect(await refused).toBeInstanceOf(InklingError);
  });
});
