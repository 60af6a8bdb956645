import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { Renewal } from '../../../src-main/engine/renewal.ts';
import { FakeEngine } from '../../helpers/fake-engine.ts';

const NEVER = new AbortController().signal;
const QUERY = { limit: 10, mode: 'close', passages: 1, asTyped: false } as const;

/** Engines one after the other; the next one starts when it is let. */
function renewing() {
  const engines: FakeEngine[] = [new FakeEngine()];
  const [first] = engines;
  if (first === undefined) throw new Error('no engine');
  let go = (): void => undefined;
  const start = () =>
    new Promise<FakeEngine>((resolve) => {
      const next = new FakeEngine();
      engines.push(next);
      go = () => resolve(next);
    });
  return { engines, first, engine: new Renewal(first, start).engine, allow: () => go() };
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await nextTurn();
};

test('who asks while another engine takes the place of the first waits, and is answered by the next', async () => {
  const { engines, first, engine, allow } = renewing();
  const used = engine.useModel('e5');
  await until(() => engines.length === 2);
  expect(first.closed).toBe(true);
  const added = engine.addFolder('/papers');
  allow();
  expect(await used).toMatchObject({ model: { name: 'e5' }, changed: true });
  expect(await added).toMatchObject({ path: '/papers' });
  expect([first.folders.size, engines[1]?.folders.has('/papers')]).toEqual([0, true]);
});

test('the model that is in use already changes nothing', async () => {
  const { engines, engine } = renewing();
  expect(await engine.useModel('used')).toMatchObject({ changed: false });
  expect(engines).toHaveLength(1);
});

test('a search that was under way is answered to its end, a follower goes on, what takes long begins anew', async () => {
  const { engines, first, engine, allow } = renewing();
  const search = engine.search({ query: 'bees', ...QUERY }, NEVER)[Symbol.asyncIterator]();
  expect((await search.next()).value).toMatchObject({ stage: 'light' });
  const progress = engine.progress(NEVER)[Symbol.asyncIterator]();
  await progress.next();
  const settled = engine.settle(false, NEVER);
  await nextTurn();
  const used = engine.useModel('e5');
  await until(() => engines.length === 2);
  allow();
  await used;
  const stages: string[] = [];
  for (let next = await search.next(); next.done !== true; next = await search.next())
    stages.push(next.value.stage);
  expect(stages.at(-1)).toBe('close');
  expect(await progress.next()).toMatchObject({ done: false });
  expect(await settled).toMatchObject({ documents: 3 });
  expect([first.ended.includes('settle'), engines[1]?.ended.includes('settle')]).toEqual([true, true]);
  await progress.return?.();
});

test('what fails fails, and what its caller ended stays ended', async () => {
  const { engine } = renewing();
  await expect(engine.addFolder('/missing')).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  const abort = new AbortController();
  const waiting = engine.search({ query: 'wait', ...QUERY }, abort.signal)[Symbol.asyncIterator]();
  await waiting.next();
  const rest = waiting.next().catch((error: unknown) => error);
  abort.abort(new Error('enough'));
  expect(await rest).toMatchObject({ message: expect.stringMatching(/enough|abort/) });
});
