import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { Family } from '../../../src-main/lib/family.ts';
import { othersLoadReader } from '../../../src-main/lib/process-times.ts';
import type { Spawn } from '../../../src-main/lib/processes.ts';
import { fakeSpawn } from '../../helpers/fake-child.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const MB = 1e6;
const ENTRY = new URL('file:///child.ts');

/** A family whose children have the pids 1, 2, 3 … and so many bytes each. */
function family(ceiling: number, bytes: Record<number, number>) {
  const { spawn, children } = fakeSpawn();
  let pid = 0;
  const numbered: Spawn = (entry, options) => Object.assign(spawn(entry, options), { pid: (pid += 1) });
  const made = new Family(numbered, ceiling, (of) => bytes[of] ?? 0);
  return { made, children };
}

test('a family has room for one more while all together stay below the ceiling', async () => {
  const bytes: Record<number, number> = { [process.pid]: 300 * MB };
  const { made, children } = family(900 * MB, bytes);
  expect(made.hasRoom).toBe(true);
  made.spawn(ENTRY);
  made.spawn(ENTRY);
  // Children that only start count as what they are taken to need: 300 + 120 + 120, and one more.
  expect(made.hasRoom).toBe(true);
  Object.assign(bytes, { 1: 250 * MB, 2: 150 * MB });
  expect([made.hasRoom, made.isTooLarge]).toEqual([false, false]);
  bytes[1] = 460 * MB;
  expect(made.isTooLarge).toBe(true);
  await children[0]?.die();
  expect([made.isTooLarge, made.pids]).toEqual([false, [process.pid, 2]]);
});

test('the load of others is what the system was busy with, less our own', async () => {
  await using proc = await temporaryFolder();
  const clock = { now: 0 };
  mkdirSync(join(proc.path, '7'));
  const tell = (all: string, own: string): void => {
    writeFileSync(join(proc.path, 'stat'), `cpu  ${all}\ncpu0 1 1 1 1\n`);
    writeFileSync(join(proc.path, '7', 'stat'), `7 (a ) name) S ${'0 '.repeat(10)}${own} 20 0\n`);
  };
  const load = othersLoadReader(() => [7], { folder: proc.path, now: () => clock.now });
  tell('1000 100 200 9000 50 0 0 0', '300 40 0 0');
  expect(load()).toBeUndefined();
  clock.now = 10_000;
  // 1,200 ticks more in ten seconds, of which 700 are ours and what our ended children took.
  tell('1900 200 400 9500 60 0 0 0', '700 90 200 50');
  expect(load()).toBeCloseTo(0.5, 6);
  const silent = othersLoadReader(() => [7], { folder: '/no/such/folder', now: () => clock.now });
  expect([silent(), silent()]).toEqual([undefined, undefined]);
});
