import { expect, test } from 'vitest';

import { ReadingPace } from '../../../src-main/indexing/reading-pace.ts';

const KB = 1_000;

/** A pace that has read these kinds alone for ten seconds. */
function learnt(kinds: Readonly<Record<string, { files: number; bytes: number; milliseconds: number }>>) {
  const pace = new ReadingPace();
  pace.begin(0);
  for (const [ending, { files, bytes, milliseconds }] of Object.entries(kinds))
    for (let at = 0; at < files; at += 1) pace.read(`f${at}.${ending}`, { bytes, milliseconds });
  return pace;
}

test('slow kinds that wait take longer than fast ones', () => {
  const pace = learnt({
    txt: { files: 50, bytes: 10 * KB, milliseconds: 20 },
    pdf: { files: 10, bytes: 500 * KB, milliseconds: 900 },
  });
  pace.expect([{ ending: 'txt', files: 100, bytes: 1_000 * KB }]);
  expect(pace.secondsLeft(10_000)).toBeCloseTo(2, 5);
  pace.expect([{ ending: 'pdf', files: 100, bytes: 50_000 * KB }]);
  expect(pace.secondsLeft(10_000)).toBeCloseTo(90, 5);
  // Twice as large on the average: one and a half times as long. Two at once: half as long.
  pace.expect([{ ending: 'pdf', files: 100, bytes: 100_000 * KB }]);
  expect(pace.secondsLeft(10_000)).toBeCloseTo(135, 5);
  expect(pace.secondsLeft(5_000)).toBeCloseTo(67.5, 5);
});

test('what has been read no longer waits', () => {
  const pace = learnt({ txt: { files: 20, bytes: KB, milliseconds: 500 } });
  pace.expect([{ ending: 'txt', files: 4, bytes: 4 * KB }]);
  expect(pace.secondsLeft(10_000)).toBeCloseTo(2, 5);
  pace.read('a.txt', { bytes: KB, milliseconds: 500 });
  expect(pace.secondsLeft(10_500)).toBeCloseTo(1.5, 5);
});

test('nothing is said before it is known', () => {
  const pace = learnt({ txt: { files: 9, bytes: KB, milliseconds: 1_000 } });
  pace.expect([{ ending: 'txt', files: 10, bytes: 10 * KB }]);
  expect(pace.secondsLeft(9_000)).toBeNull();
  pace.read('b.txt', { bytes: KB, milliseconds: 1_000 });
  expect(pace.secondsLeft(10_000)).not.toBeNull();
  expect(pace.secondsLeft(900)).toBeNull();
  // Most of what waits is of a kind that was never read.
  pace.expect([
    { ending: 'txt', files: 10, bytes: 10 * KB },
    { ending: 'mp3', files: 2, bytes: 90 * KB },
  ]);
  expect(pace.secondsLeft(10_000)).toBeNull();
  // Hardly any of it: it is taken for the average.
  pace.expect([
    { ending: 'txt', files: 10, bytes: 10 * KB },
    { ending: 'md', files: 10, bytes: 10 * KB },
  ]);
  expect(pace.secondsLeft(10_000)).toBeCloseTo(20, 5);
  pace.expect([]);
  expect(pace.secondsLeft(10_000)).toBeNull();
});
