import { expect, test } from 'vitest';

import { Credits } from '../../../src-main/rpc/credits.ts';

/** How many of a stream's events went out. */
function sender(credits: Credits, id: string) {
  const sent = { count: 0 };
  void (async () => {
    for (;;) {
      await credits.spend(id);
      sent.count += 1;
      if (sent.count === 100) return;
    }
  })();
  return sent;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('as many go out as the window is wide, then one for each that is taken', async () => {
  const credits = new Credits(3);
  const [slow, other] = [sender(credits, 'slow'), sender(credits, 'other')];
  await turn();
  expect([slow.count, other.count]).toEqual([3, 3]);
  credits.give('slow');
  credits.give('slow');
  await turn();
  expect([slow.count, other.count]).toEqual([5, 3]);
});

test('more than the window is given to nobody, however often it is said to be taken', async () => {
  const credits = new Credits(2);
  await credits.spend('a');
  for (let time = 0; time < 9; time += 1) credits.give('a');
  const rest = sender(credits, 'a');
  await turn();
  expect(rest.count).toBe(2);
});

test('a stream that ends lets its sender go and is forgotten; a late receipt makes it no more', async () => {
  const credits = new Credits(1);
  await credits.spend('a');
  let released = false;
  void credits.spend('a').then(() => (released = true));
  await credits.spend('b');
  void credits.spend('b');
  credits.end('a');
  await turn();
  expect([released, credits.size]).toEqual([true, 1]);
  credits.give('a');
  expect(credits.size).toBe(1);
  credits.endAll();
  expect(credits.size).toBe(0);
});
