import { expect, it } from 'vitest';

import { Refitting } from '../../../src-main/engine/refitting.ts';

/** Counts the steps it is asked for; each run has three. */
function writer(): { readonly refit: () => Promise<boolean>; readonly asked: () => number } {
  let asked = 0;
  return {
    refit: () => {
      asked += 1;
      return Promise.resolve(asked % 3 !== 0);
    },
    asked: () => asked,
  };
}

it('looks whether codes fit after many passages alone, and goes on until they do', async () => {
  const steps = writer();
  const refitting = new Refitting(steps);
  for (let batch = 0; batch < 15; batch += 1) refitting.add(32);
  expect(steps.asked()).toBe(0);
  refitting.add(32);
  await refitting.run();
  expect(steps.asked()).toBe(3);
});

it('runs once at a time', async () => {
  const steps = writer();
  const refitting = new Refitting(steps);
  await Promise.all([refitting.run(), refitting.run()]);
  expect(steps.asked()).toBe(3);
});

it('ends where the library closed', async () => {
  const refitting = new Refitting({ refit: () => Promise.reject(new Error('closed')) });
  await expect(refitting.run()).resolves.toBeUndefined();
});
