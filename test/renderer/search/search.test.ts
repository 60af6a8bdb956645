import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Announcer } from '../../../src-renderer/lib/announcer.svelte.ts';
import { rowsAtFirst } from '../../../src-renderer/search/listing.svelte.ts';
import { Search } from '../../../src-renderer/search/search.svelte.ts';
import { deepResults, lightResults, stageOf } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const engine = new ScriptedEngine();
  const announcer = new Announcer();
  const search = new Search(clientOf(engine), announcer);
  return { engine, announcer, search };
}

const paths = (search: Search): string[] => search.list.rows.map((row) => row.result.path);
const LIGHT = lightResults().map((result) => result.path);
const DEEP = deepResults().map((result) => result.path);

test('asks a key after a rest at once, and keys that are rolled together after the last', async () => {
  const { engine, search } = setUp();
  for (const text of ['n', 'no', 'not', 'notice']) {
    search.type(text);
    await vi.advanceTimersByTimeAsync(15);
  }
  expect(engine.asked).toEqual(['n']);
  await vi.advanceTimersByTimeAsync(100);
  expect(engine.asked).toEqual(['n', 'notice']);
  search.type('notices');
  await vi.advanceTimersByTimeAsync(1);
  expect(engine.asked.at(-1)).toBe('notices');
});

test('the first list, then the better one in its place; the best is shown where nobody chose', async () => {
  const { engine, search } = setUp();
  engine.held = true;
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  expect(paths(search)).toEqual(LIGHT);
  expect(search.selected).toBeNull();
  engine.release();
  await vi.advanceTimersByTimeAsync(1);
  expect(paths(search)).toEqual(DEEP);
  expect(search.selected).toBe(DEEP[0]);
  expect(search.preview.text?.path).toBe(DEEP[0]);
});

test('close reading that takes long: the best so far is shown, and stays where someone reads it', async () => {
  const { engine, search } = setUp();
  engine.held = true;
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(600);
  expect(search.selected).toBe(LIGHT[0]);
  search.keepShown();
  engine.release();
  await vi.advanceTimersByTimeAsync(1);
  expect([paths(search), search.selected]).toEqual([DEEP, LIGHT[0]]);
});

test('asks for what a screen shows first, but not again of a list that is read, chosen from or in another order', async () => {
  const { engine, search } = setUp();
  const asked = async (ask: () => void): Promise<number | undefined> => {
    ask();
    await vi.advanceTimersByTimeAsync(100);
    return engine.askedFirst;
  };
  const shown = rowsAtFirst(innerHeight);
  expect(await asked(() => search.type('notice'))).toBe(shown);
  expect(await asked(() => search.ask())).toBeUndefined();
  expect(await asked(() => void search.renew())).toBeUndefined();
  expect(await asked(() => search.type('notices'))).toBe(shown);
  search.picks.toggle(DEEP[0] ?? '');
  expect(await asked(() => search.type('notice'))).toBeUndefined();
  search.picks.clear();
  search.arrangement.order = 'newest';
  expect(await asked(() => search.type('a notice'))).toBeUndefined();
});

test('what a person chose stays chosen, whatever rises', async () => {
  const { engine, search } = setUp();
  engine.held = true;
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  search.select(LIGHT[2] ?? null);
  search.toggleFold(LIGHT[2] ?? '');
  engine.release();
  await vi.advanceTimersByTimeAsync(1);
  expect(search.selected).toBe(LIGHT[2]);
  expect(search.unfolded.has(LIGHT[2] ?? '')).toBe(true);
});

test('the old list stays while the new one is sought, and says so after a while', async () => {
  const { engine, search } = setUp();
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  engine.script = async function* () {
    await new Promise(() => {});
    yield stageOf('light', [], { final: true });
  };
  search.type('notice period');
  expect([paths(search), search.stale]).toEqual([DEEP, false]);
  await vi.advanceTimersByTimeAsync(300);
  expect([paths(search), search.stale]).toEqual([DEEP, true]);
});

test('nothing found: what there is without the filters', async () => {
  const { engine, search } = setUp();
  engine.script = async function* (query) {
    yield stageOf('light', query.includes('type:') ? [] : lightResults(), { final: true });
  };
  search.ask('notice type:pdf');
  await vi.advanceTimersByTimeAsync(1);
  expect(search.reliefs).toEqual([{ filter: null, query: 'notice', documents: LIGHT.length }]);
});

test('a failure is told, and the next answer takes it away', async () => {
  const { engine, search } = setUp();
  const { script } = engine;
  engine.script = () => {
    throw new Error('broken');
  };
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  expect(search.failure).not.toBeNull();
  engine.script = script;
  search.ask();
  await vi.advanceTimersByTimeAsync(1);
  expect([search.failure, paths(search)]).toEqual([null, DEEP]);
});

test('where the engine ended, the next one is asked; once', async () => {
  const { engine, search } = setUp();
  const { script } = engine;
  const asked = vi.fn<() => void>();
  const gone = (): never => {
    asked();
    throw new ORPCError('ENGINE_GONE', {
      data: { code: 'ENGINE_GONE', cause: 'It ended.', remedy: 'Try again.' },
    });
  };
  engine.script = gone;
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  expect([asked.mock.calls.length, search.failure?.code]).toEqual([2, 'ENGINE_GONE']);
  engine.script = (...request) => {
    engine.script = script;
    gone();
    return script(...request);
  };
  search.ask();
  await vi.advanceTimersByTimeAsync(1);
  expect([search.failure, paths(search)]).toEqual([null, DEEP]);
});

test('the head keeps when the first list stood, and hears how much is read', async () => {
  const { engine, search } = setUp();
  const wait = Promise.withResolvers<void>();
  engine.script = async function* () {
    yield stageOf('light', lightResults(), { milliseconds: 9, total: 212, closely: { done: 0, total: 64 } });
    yield stageOf('deep', deepResults(), { milliseconds: 504, total: 212, closely: { done: 32, total: 64 } });
    await wait.promise;
    yield stageOf('close', deepResults(), { milliseconds: 900, final: true });
  };
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  expect(search.answer).toMatchObject({ firstMilliseconds: 9, total: 212, closely: { done: 32, total: 64 } });
  wait.resolve();
  await vi.advanceTimersByTimeAsync(1);
  expect(search.answer).toMatchObject({ firstMilliseconds: 9, milliseconds: 900, final: true });
});

test('at most one message in two seconds, none while typing', async () => {
  const { engine, search, announcer } = setUp();
  engine.held = true;
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  expect(announcer.message).toBe('7 documents.');
  engine.release();
  await vi.advanceTimersByTimeAsync(1000);
  expect(announcer.message).toBe('7 documents.');
  await vi.advanceTimersByTimeAsync(1500);
  expect(announcer.message).toMatch(/^Order improved; first is Tenancy/);
  announcer.say('late');
  search.type('notice p');
  await vi.advanceTimersByTimeAsync(50);
  expect(announcer.message).not.toBe('late');
});

test('the selection walks and stops at the ends', async () => {
  const { search } = setUp();
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  search.move(-1);
  expect(search.selected).toBe(DEEP[0]);
  search.move(1);
  expect(search.selected).toBe(DEEP[1]);
  search.move(100);
  expect(search.selected).toBe(DEEP.at(-1));
});

test('a document that is gone is known by its row', async () => {
  const { engine, search } = setUp();
  engine.documents = [];
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(1);
  expect(search.gone.has(DEEP[0] ?? '')).toBe(true);
  expect(search.preview.failure?.code).toBe('DOCUMENT_UNKNOWN');
});

test('what a forgotten folder brought leaves the list and the preview, and nothing is said of it', async () => {
  const { engine, announcer, search } = setUp();
  search.ask('notice');
  await vi.advanceTimersByTimeAsync(3_000);
  const before = announcer.message;
  search.select(DEEP[0] ?? '');
  search.wide = false;
  search.previewOpen = true;
  engine.script = async function* () {
    yield stageOf('close', deepResults().slice(1), { final: true });
  };
  await search.renew();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(paths(search)).toEqual(DEEP.slice(1));
  expect([search.previewOpen, search.preview.result, announcer.message]).toEqual([false, null, before]);
  expect(engine.asked).toEqual(['notice', 'notice']);
});

test('words that were to stay as typed stay so, and an empty field asks for nothing', async () => {
  const { engine, search } = setUp();
  await search.renew();
  expect(engine.asked).toEqual([]);
  search.type('noticce');
  search.askAsTyped();
  await vi.advanceTimersByTimeAsync(1);
  await search.renew();
  // Typed, then as typed, then once more.
  expect(engine.asked).toEqual(['noticce', 'noticce', 'noticce']);
  expect(engine.askedAsTyped).toBe(true);
});
