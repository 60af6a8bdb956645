import { expect, test } from 'vitest';

import type { RunningEngine } from '../../../src-main/electron/begin-engine.ts';
import { EngineKeeper, waitBefore } from '../../../src-main/electron/engine-keeper.ts';
import { engineGone } from '../../../src-main/rpc/errors.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

/** Engines that live as long as the test wants. */
function engines() {
  const seen = { begun: 0, closed: 0, waits: [] as number[], failures: [] as string[], now: 0 };
  let end = (): void => {};
  let refuse = false;
  const keeper = new EngineKeeper({
    begin: async () => {
      if (refuse) throw engineGone();
      seen.begun += 1;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const close = async (): Promise<void> => {
        seen.closed += 1;
        end();
      };
      return { ended, close } as unknown as RunningEngine;
    },
    onUp: () => {},
    onFailure: ({ code }) => void seen.failures.push(code),
    pause: async (milliseconds) => {
      seen.waits.push(milliseconds);
      if (seen.waits.length >= 12) refuse = false;
    },
    now: () => seen.now,
  });
  return { seen, keeper, crash: () => end(), refuse: () => (refuse = true) };
}

test('waits double, from a quarter of a second to half a minute', () => {
  expect([0, 1, 2, 3, 7, 8, 9, 60].map(waitBefore)).toEqual([
    0, 250, 500, 1_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

test('an engine that crashes is started anew, ever later while it fails', async () => {
  const { seen, keeper, crash, refuse } = engines();
  keeper.start();
  await waitUntil(() => seen.begun === 1);
  refuse();
  crash();
  await waitUntil(() => seen.begun === 2);
  expect(seen.waits.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
  expect(new Set(seen.failures)).toEqual(new Set(['ENGINE_GONE']));
  await keeper.close();
  expect(seen.closed).toBe(1);
});

test('one that was well for long begins a new row', async () => {
  const { seen, keeper, crash } = engines();
  keeper.start();
  for (const begun of [1, 2, 3]) {
    await waitUntil(() => seen.begun === begun);
    seen.now += 100_000;
    crash();
  }
  await waitUntil(() => seen.begun === 4);
  expect(seen.waits).toEqual([250, 250, 250]);
  await keeper.close();
});

test('closing waits for the engine, and starts no other', async () => {
  const { seen, keeper } = engines();
  keeper.start();
  await waitUntil(() => seen.begun === 1);
  await keeper.close();
  expect(seen).toMatchObject({ begun: 1, closed: 1 });
  expect(keeper.engine).toBeNull();
});
