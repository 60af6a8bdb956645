import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { createEngine } from '../../../src-main/engine/index.ts';
import { readOnBattery } from '../../../src-main/engine/power.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

type Supply = Readonly<Record<string, string>>;

const AWAY = { type: 'Battery', status: 'Discharging' };
const MAINS = { type: 'Mains', online: '1' };

test.each<[string, Readonly<Record<string, Supply>>, boolean]>([
  ['a desktop', {}, false],
  ['a laptop on its battery', { AC: { type: 'Mains', online: '0' }, BAT0: AWAY }, true],
  ['a laptop that is plugged in', { AC: MAINS, BAT0: { type: 'Battery', status: 'Charging' } }, false],
  ['a weak charger, the battery giving the rest', { AC: MAINS, BAT0: AWAY }, false],
  ['a desktop with a mouse', { mouse: { ...AWAY, scope: 'Device' } }, false],
])('%s', async (_, supplies, expected) => {
  await using folder = await temporaryFolder();
  for (const [name, files] of Object.entries(supplies)) {
    mkdirSync(join(folder.path, name));
    for (const [file, value] of Object.entries(files))
      writeFileSync(join(folder.path, name, file), `${value}\n`);
  }
  expect(readOnBattery(folder.path)).toBe(expected);
});

test('a system that does not tell', () => {
  expect(readOnBattery('/no/such/folder')).toBe(false);
});

test('deepening waits on a battery, and goes on where the person wants it to', async () => {
  await using folder = await temporaryFolder();
  const [papers, library] = [join(folder.path, 'papers'), join(folder.path, 'library')];
  mkdirSync(papers);
  writeFileSync(join(papers, 'bees.txt'), 'A hive hums in the garden all summer long.');
  const engine = await createEngine({ library, spawn: spawnChild, onBattery: () => true });
  const signal = new AbortController();
  try {
    await engine.addFolder(papers);
    await engine.settle(false, signal.signal);
    const [now] = await collectFirst(
      engine.progress(signal.signal),
      ({ activity }) => activity === 'on-battery',
    );
    expect(now?.activity).toBe('on-battery');
    expect((await engine.status()).vectors).toBe(0);
    await engine.changeSettings({ deepenOnBattery: true });
    await waitUntil(async () => (await engine.status()).vectors > 0, 60_000);
  } finally {
    signal.abort();
    await engine.close();
  }
});

/** The first that fits, of what a stream says. */
async function collectFirst<Value>(
  stream: AsyncIterable<Value>,
  fits: (value: Value) => boolean,
): Promise<Value[]> {
  for await (const value of stream) if (fits(value)) return [value];
  return [];
}
