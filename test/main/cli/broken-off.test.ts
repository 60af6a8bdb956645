import { expect, test } from 'vitest';

import { unlessBrokenOff } from '../../../src-main/cli/broken-off.ts';

test('a command that waits for an answer that never comes is left when it is broken off', async () => {
  const waiting = unlessBrokenOff(new Promise(() => {}), AbortSignal.abort(), 5);
  await expect(waiting).rejects.toThrow('left');
});

test('what a command says or throws is its own, broken off or not', async () => {
  const failure = new Error('no folder');
  await expect(unlessBrokenOff(Promise.reject(failure), AbortSignal.abort())).rejects.toBe(failure);
  await expect(unlessBrokenOff(Promise.resolve(), new AbortController().signal)).resolves.toBeUndefined();
});
