import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, test } from 'vitest';

import { Computer } from '../../../src-main/engine/computer.ts';
import { createEngine } from '../../../src-main/engine/index.ts';
import type { Engine } from '../../../src-main/engine/index.ts';
import { Holding } from '../../../src-main/engine/holding.ts';
import { shareOf } from '../../../src-main/engine/pace.ts';
import { Rounds } from '../../../src-main/engine/rounds.ts';
import { writeSettings } from '../../../src-main/engine/settings.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { openPersonDatabase } from '../../../src-main/storage/person-database.ts';
import { PersonStore } from '../../../src-main/storage/person.ts';
import { collect } from '../../helpers/engine-bench.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const SECOND = 1_000;
const AWAKE = { onBattery: false, idleSeconds: 0, asleep: false };

/** A computer whose clock, power and other programs are turned by hand. */
function turned() {
  const knobs = { now: 0, onBattery: false, load: 0 as number | undefined };
  const computer = new Computer({
    onBattery: () => knobs.onBattery,
    othersLoad: () => knobs.load,
    now: () => knobs.now,
  });
  /** Looks every five seconds. */
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 5) {
      knobs.now += 5 * SECOND;
      computer.look();
    }
  };
  return { knobs, computer, pass };
}

describe('a computer rests', () => {
  it('once other programs were quiet for a minute', () => {
    const { knobs, computer, pass } = turned();
    expect(computer.isResting).toBe(false);
    pass(55);
    expect(computer.isResting).toBe(false);
    pass(5);
    expect(computer.isResting).toBe(true);
    knobs.load = 0.8;
    pass(5);
    expect(computer.isResting).toBe(false);
    expect(computer.waitsFor).toMatch(/^until other programs .* a minute$/);
  });

  it('not while somebody searches, though nothing tells of other programs', () => {
    const { knobs, computer, pass } = turned();
    knobs.load = undefined;
    pass(60);
    expect(computer.isResting).toBe(true);
    computer.used();
    expect(computer.isResting).toBe(false);
  });

  it('by keyboard and mouse where a shell tells of them, as long as it does', () => {
    const { knobs, computer, pass } = turned();
    pass(300);
    computer.hear(AWAKE);
    expect(computer.isResting).toBe(false);
    expect(computer.waitsFor).toMatch(/keyboard or mouse/);
    computer.hear({ ...AWAKE, idleSeconds: 120 });
    knobs.load = 2;
    pass(5);
    expect(computer.isResting).toBe(true);
    pass(30);
    expect(computer.isResting).toBe(false);
  });

  it('on the battery a shell tells of, and asleep', () => {
    const { knobs, computer } = turned();
    computer.hear({ ...AWAKE, onBattery: true, asleep: true });
    expect(computer).toMatchObject({ isOnBattery: true, isAsleep: true });
    knobs.now += 60 * SECOND;
    expect(computer).toMatchObject({ isOnBattery: false, isAsleep: false });
  });
});

async function held() {
  const folder = await temporaryFolder();
  const person = new PersonStore(openPersonDatabase(join(folder.path, 'person.db')));
  const dispose = async () => {
    person.close();
    await folder[Symbol.asyncDispose]();
  };
  return { person, ...turned(), [Symbol.asyncDispose]: dispose };
}

describe('what holds the work back', () => {
  it('with the pace "idle": somebody at the computer, unless the work itself is waited for', async () => {
    await using made = await held();
    const { person, computer, pass } = made;
    const holding = new Holding(person, computer);
    expect(holding.look()).toBe(false);
    expect(holding).toMatchObject({ mayRead: true, mayDeepen: true, waitsFor: null });
    writeSettings(person, { pace: 'idle' });
    expect(holding.look()).toBe(true);
    expect(holding).toMatchObject({ mayRead: false, mayDeepen: false });
    expect(holding.waitsFor).toMatch(/^until /);
    await holding.while(async () => {
      holding.look();
      expect(holding.mayRead).toBe(true);
    });
    holding.look();
    expect(holding.mayRead).toBe(false);
    pass(60);
    expect(holding.look()).toBe(true);
    expect(holding).toMatchObject({ mayRead: true, mayDeepen: true, waitsFor: null });
  });

  it('the battery holds deepening alone; sleep holds all', async () => {
    await using made = await held();
    const { person, computer, knobs } = made;
    const holding = new Holding(person, computer);
    knobs.onBattery = true;
    holding.look();
    expect(holding).toMatchObject({ mayRead: true, mayDeepen: false, waitsForPower: true });
    computer.hear({ ...AWAKE, asleep: true });
    holding.look();
    expect(holding).toMatchObject({ mayRead: false, mayDeepen: false });
  });

  it('a pause is kept for the next start', async () => {
    await using made = await held();
    const { person, computer } = made;
    new Holding(person, computer).pauseUntil('all', null);
    expect(new Holding(person, computer)).toMatchObject({ pause: 'all', mayRead: false });
  });
});

test('a gentle pace is one core after everything else', () => {
  expect(shareOf('full', 8)).toEqual({ processes: 8, isLowest: false });
  expect(shareOf('idle', 8)).toEqual({ processes: 8, isLowest: false });
  expect(shareOf('gentle', 8)).toEqual({ processes: 1, isLowest: true });
});

test('a round is due once a day, by a clock that may leap', () => {
  let now = 1_000_000;
  const rounds = new Rounds(() => now);
  const hour = 3_600 * SECOND;
  expect(rounds.isDue()).toBe(false);
  now += 23 * hour;
  expect(rounds.isDue()).toBe(false);
  now += hour;
  expect([rounds.isDue(), rounds.isDue()]).toEqual([true, false]);
  now += 72 * hour;
  expect([rounds.isDue(), rounds.isDue()]).toEqual([true, false]);
  now = 0;
  expect([rounds.isDue(), rounds.isDue()]).toEqual([true, false]);
});

async function activity(engine: Engine, wanted: string): Promise<string | null> {
  const ending = new AbortController();
  try {
    for await (const progress of engine.progress(ending.signal))
      if (progress.activity === wanted) return progress.waitsFor;
    return null;
  } finally {
    ending.abort();
  }
}

test('reading waits for a shell to tell that nobody is there, and a terminal that waits for it does not', async () => {
  await using folder = await temporaryFolder();
  const [papers, library] = [join(folder.path, 'papers'), join(folder.path, 'library')];
  mkdirSync(papers);
  writeFileSync(join(papers, 'bees.txt'), 'A hive hums in the garden all summer long.');
  const engine = await createEngine({ library, spawn: spawnChild, othersLoad: () => 1 });
  const request = { query: 'garden', limit: 10, mode: 'lexical', passages: 1, asTyped: true } as const;
  const found = async () =>
    (await collect(engine.search(request, new AbortController().signal))).at(-1)?.results.length;
  try {
    await engine.changeSettings({ pace: 'idle', deepening: false });
    await engine.addFolder(papers);
    expect(await activity(engine, 'waiting-for-idle')).toMatch(/^until other programs/);
    expect(await found()).toBe(0);
    engine.hearComputer({ ...AWAKE, idleSeconds: 600 });
    await waitUntil(async () => (await found()) === 1, 60_000);
    engine.hearComputer(AWAKE);
    writeFileSync(join(papers, 'wasps.txt'), 'A nest in the garden shed.');
    await engine.lookAgain();
    expect(await activity(engine, 'waiting-for-idle')).toMatch(/keyboard or mouse/);
    await engine.settle(false, new AbortController().signal);
    expect(await found()).toBe(2);
  } finally {
    await engine.close();
  }
}, 60_000);
