import { expect, test } from 'vitest';

import { InklingError } from '../../../src-main/lib/errors.ts';
import { Turns } from '../../../src-main/lib/turns.ts';

const NEVER = new AbortController().signal;
const refusal = () => new InklingError('FULL', { cause: 'Too many.', remedy: 'Wait.' });

/** Pieces of work by name that end when they are told to. */
function held() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

test('so many work at once, so many wait in order, the next is refused', async () => {
  const turns = new Turns({ atOnce: 2, waiting: 2, refusal });
  const { begun, work, end } = held();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => turns.run(work(name), NEVER));
  await expect(turns.run(work('e'), NEVER)).rejects.toMatchObject({ code: 'FULL' });
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await b).toBe('b');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  end('a');
  end('c');
  await Promise.all([a, c]);
  await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd']);
  end('d');
  expect(await d).toBe('d');
});

test('who gives up waiting leaves its place to another and is never begun', async () => {
  const turns = new Turns({ atOnce: 1, waiting: 1, refusal });
  const { begun, work, end } = held();
  const first = turns.run(work('first'), NEVER);
  const giving = new AbortController();
  const second = turns.run(work('second'), giving.signal);
  giving.abort();
  await expect(second).rejects.toThrow('abort');
  const third = turns.run(work('third'), NEVER);
  end('first');
  await first;
  await expect.poll(() => begun).toEqual(['first', 'third']);
  end('third');
  await third;
  await expect(turns.run(work('late'), AbortSignal.abort())).rejects.toThrow('abort');
  expect(begun).not.toContain('late');
});

test('work that fails gives its turn on', async () => {
  const turns = new Turns({ atOnce: 1, waiting: 1, refusal });
  const failing = turns.run(() => Promise.reject(new Error('broken')), NEVER);
  const next = turns.run(() => Promise.resolve('next'), NEVER);
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});
