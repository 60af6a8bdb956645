import { existsSync } from 'node:fs';

import { expect, test } from 'vitest';

import type { ChildHandle } from '../../../src-main/lib/processes.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const ENTRY = new URL('../../helpers/echo-child.ts', import.meta.url);

function start(): ChildHandle & Disposable & { readonly heard: unknown[] } {
  const child = spawnChild(ENTRY);
  const heard: unknown[] = [];
  child.port.onMessage((message) => heard.push(message));
  return { ...child, heard, [Symbol.dispose]: child.kill };
}

test('messages of any size come back whole and in order', async () => {
  using child = start();
  const sizes = [1, 3_000_000, 2, 500_000, 3];
  for (const size of sizes) child.port.postMessage(new Float32Array(size).fill(size));
  await waitUntil(() => child.heard.length === sizes.length);
  expect(child.heard.map((message) => (message instanceof Float32Array ? message.length : message))).toEqual(
    sizes,
  );
});

test('the environment of the person stays outside', async () => {
  process.env['INKLING_TEST_SECRET'] = 'x';
  using child = start();
  child.port.postMessage('environment');
  await waitUntil(() => child.heard.length === 1);
  expect(child.heard[0]).not.toContain('INKLING_TEST_SECRET');
  expect(child.heard[0]).toContain('PATH');
});

test('the last message before the end is heard', async () => {
  using child = start();
  child.port.postMessage('last words');
  expect(await child.exited).toBe('7');
  expect(child.heard).toHaveLength(100);
});

test('a child can be killed at any instant, and messages to it are dropped', async () => {
  using child = start();
  child.port.postMessage('spin');
  child.kill();
  expect(await child.exited).toBe('SIGKILL');
  child.port.postMessage('nobody hears');
});

test('SIGINT is not for a child', async () => {
  using child = start();
  child.port.postMessage('ready?');
  await waitUntil(() => child.heard.length === 1);
  process.kill(child.pid ?? 0, 'SIGINT');
  child.port.postMessage('still there?');
  await waitUntil(() => child.heard.length === 2);
  expect(child.heard).toEqual(['ready?', 'still there?']);
});

// The list of processes is read where the system shows it as files.
test.runIf(process.platform === 'linux')('a child ends with its parent', async () => {
  const parent = spawnChild(new URL('../../helpers/parent-child.ts', import.meta.url));
  const grandchild = await new Promise<unknown>((resolve) => parent.port.onMessage(resolve));
  parent.kill();
  await expect(waitUntil(() => !existsSync(`/proc/${String(grandchild)}`))).resolves.toBeUndefined();
});
