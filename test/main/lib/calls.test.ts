import { MessageChannel } from 'node:worker_threads';

import { describe, expect, it } from 'vitest';

import { Caller, serveCalls } from '../../../src-main/lib/calls.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { portOf } from '../../../src-main/lib/ports.ts';
import { residentBytes } from '../../../src-main/lib/process-memory.ts';

const DETAILS = { cause: 'The file is a cake.', remedy: 'Eat it.' };
const handlers = {
  double: ({ value }: { readonly value: number }) => value * 2,
  later: ({ bytes }: { readonly bytes: Uint8Array }) => Promise.resolve(bytes.toReversed()),
  refuse: (): never => {
    throw new InklingError('CAKE', DETAILS);
  },
  throwText: (): never => {
    // What foreign code throws is not always an error.
    throw 'only a text';
  },
  never: () => new Promise<never>(() => undefined),
};

function connected() {
  const { port1, port2 } = new MessageChannel();
  serveCalls(portOf(port2), handlers);
  const caller = new Caller(portOf(port1), ['later']);
  const close = () => {
    port1.close();
  };
  return { caller, calls: caller.calls<typeof handlers>(), [Symbol.dispose]: close };
}

describe('calls across a channel', () => {
  it('answer each its own, in whatever order', async () => {
    using channel = connected();
    const numbers = Array.from({ length: 20 }, (_, value) => value);
    const answers = Promise.all(numbers.map((value) => channel.calls.double({ value })));
    expect(channel.caller.waiting).toBe(20);
    expect(await channel.calls.later({ bytes: Uint8Array.from([1, 2, 3]) })).toEqual(
      Uint8Array.from([3, 2, 1]),
    );
    expect(await answers).toEqual(numbers.map((value) => value * 2));
    expect(channel.caller.waiting).toBe(0);
  });

  it('are counted while they wait, but for those that are no work', async () => {
    using channel = connected();
    const answer = channel.calls.later({ bytes: Uint8Array.of(1) });
    expect(channel.caller.waiting).toBe(0);
    await answer;
  });

  it('carry errors with code, cause and remedy', async () => {
    using channel = connected();
    const error = await channel.calls.refuse(undefined).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InklingError);
    expect(error).toMatchObject({ code: 'CAKE', message: DETAILS.cause, remedy: DETAILS.remedy });
    await expect(channel.calls.throwText(undefined)).rejects.toMatchObject({
      code: 'UNEXPECTED',
      message: 'only a text',
    });
    await expect(channel.caller.call('nothing', 1)).rejects.toMatchObject({ code: 'UNEXPECTED' });
  });

  it('are refused once the other side is gone, those that wait too', async () => {
    using channel = connected();
    const waiting = channel.calls.never(undefined);
    const reason = new InklingError('GONE', DETAILS);
    channel.caller.end(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(channel.calls.double({ value: 1 })).rejects.toBe(reason);
    expect(channel.caller.waiting).toBe(0);
  });
});

describe('the memory of a process', () => {
  it.runIf(process.platform !== 'win32')('is read from outside', () => {
    const own = residentBytes(process.pid);
    expect(own).toBeGreaterThan(20 << 20);
    expect(own).toBeLessThan(64 * 1_024 ** 3);
  });

  it('is none where there is no such process', () => {
    expect(residentBytes(2 ** 30)).toBe(0);
  });
});
