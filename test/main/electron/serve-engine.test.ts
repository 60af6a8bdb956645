import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { ShellUtility } from '../../../src-main/electron/electron.ts';
import { ServedEngine } from '../../../src-main/electron/serve-engine.ts';
import { HEAP_FLAGS, LEAN_HEAP_FLAGS } from '../../../src-main/rpc/heap-flags.ts';
import { UtilityHost } from '../../../src-main/rpc/utility-host.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** An engine that hears and does nothing. */
class DeafProcess extends EventEmitter {
  readonly pid = undefined;
  readonly heard: unknown[] = [];
  killed = 0;

  postMessage(message: unknown): void {
    this.heard.push(message);
  }

  kill(): boolean {
    this.killed += 1;
    this.emit('exit', 1);
    return true;
  }
}

function served(process: DeafProcess, electron = standInElectron({ data: '/nowhere' })): ServedEngine {
  return new ServedEngine(electron, process as EventEmitter as unknown as ShellUtility);
}

test('an engine that does not end is given half a minute, and no more', async () => {
  const process = new DeafProcess();
  const ended = served(process).end();
  expect(process.heard).toEqual([{ kind: 'end' }]);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(process.killed).toBe(0);
  await vi.advanceTimersByTimeAsync(1_000);
  await ended;
  expect(process.killed).toBe(1);
});

test('a process that is to be small is started small, another is not', () => {
  const process = new DeafProcess();
  const flags: unknown[] = [];
  const electron = standInElectron({ data: '/nowhere' });
  const fork: typeof electron.utilityProcess.fork = (_entry, _given, options = {}) => {
    flags.push(options.execArgv);
    return new DeafProcess() as EventEmitter as unknown as ShellUtility;
  };
  served(process, { ...electron, utilityProcess: { fork } });
  const { spawn } = new UtilityHost({
    on: () => undefined,
    postMessage: (said) => process.emit('message', said),
  });
  for (const isLean of [true, false]) spawn(new URL('file:///entry.js'), { name: 'extract', isLean });
  expect(flags).toEqual([LEAN_HEAP_FLAGS, HEAP_FLAGS].map((given) => [`--js-flags=${given.join(' ')}`]));
});

test('one that ends by itself is not killed afterwards', async () => {
  const process = new DeafProcess();
  const ended = served(process).end();
  process.emit('exit', 0);
  await ended;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(process.killed).toBe(0);
});
