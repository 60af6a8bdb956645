import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { LabelFits } from '../../../src-main/engine/label-fits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Longer than a fit that was touched for waits. */
const LONG = 20_000;
const LABEL = { id: 1, name: 'Bread', parent: null, colour: 0, threshold: null, words: ['dough'] };

/** One label over documents that come; `isMany` leaves what came to the fit that comes soon, as the thread does of very many. */
async function labelFits({ isMany }: { readonly isMany: boolean }) {
  const library = { edition: 1, followed: 0, fits: 0 };
  const made = new LabelFits({
    person: { labels: { labels: () => [LABEL], judgements: () => [] } },
    words: { vectorsOf: () => Promise.resolve(null) },
    readers: { setLabels: () => Promise.resolve() },
    writer: {
      documentEdition: () => Promise.resolve(library.edition),
      setLabeller: () => Promise.resolve(),
      assign: () => Promise.resolve(),
    },
    thread: () =>
      Promise.resolve({
        calls: {
          fit: ({ edition, isPassing }) => {
            library.fits += 1;
            if (library.followed === 0 || !(isPassing && isMany)) library.followed = edition;
            const found = { documents: 9, unlabelled: 9, upTo: 9, deep: 0, rank: null };
            return Promise.resolve({ ...found, labels: [], edition: library.followed });
          },
        },
      }),
  });
  await made.current();
  return { made, library };
}

it('follow documents that came where they are few, once for all who ask', async () => {
  const { made, library } = await labelFits({ isMany: false });
  library.edition = 2;
  made.touch();
  for (let asked = 0; asked < 3; asked += 1) await made.current();
  expect([library.fits, library.followed]).toEqual([2, 2]);
});

it('leave documents that came to the fit that comes soon where they are very many, and fit no more for who asks', async () => {
  const { made, library } = await labelFits({ isMany: true });
  library.edition = 2;
  made.touch();
  for (let asked = 0; asked < 3; asked += 1) await made.current();
  expect([library.fits, library.followed]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(LONG);
  expect([library.fits, library.followed]).toEqual([3, 2]);
  await made.current();
  expect(library.fits).toBe(3);
});
