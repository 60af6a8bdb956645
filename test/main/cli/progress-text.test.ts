import { expect, test } from 'vitest';

import { bytes, duration, share, timeLeft } from '../../../src-main/cli/numbers.ts';
import { viewProgress } from '../../../src-main/cli/progress-text.ts';
import type { Bar, Progress } from '../../../src-main/contract/index.ts';
import { TIME_LEFT_WORDS } from '../../helpers/time-left-words.ts';

const bar = (done: number, total: number, more: Partial<Bar> = {}): Bar => {
  return { done, total, perSecond: 0, secondsLeft: null, ...more };
};

function progress(change: Partial<Progress>): Progress {
  return {
    activity: 'reading',
    searchable: bar(0, 0),
    recognised: bar(0, 0),
    deepened: bar(0, 0),
    errors: 0,
    pause: 'none',
    pausedUntil: null,
    onBattery: false,
    waitsFor: null,
    trouble: null,
    ...change,
  };
}

test('files come first, with rate and time left', () => {
  const searchable = bar(1234, 16656, { perSecond: 410.4, secondsLeft: 37.6 });
  expect(viewProgress(progress({ searchable })).text).toBe(
    'Reading: 1,234 of 16,656 files, 7 %, 410/s, less than a minute left',
  );
});

test('pictures are looked at before passages', () => {
  const recognised = bar(3, 12, { perSecond: 0.4 });
  const view = viewProgress(progress({ activity: 'recognising', searchable: bar(9, 9), recognised }));
  expect(view.text).toBe('Looking for words in pictures: 3 of 12 pages, 25 %, 0/s');
});

test('passages follow once every file is searchable', () => {
  const deepened = bar(50, 200, { perSecond: 60, secondsLeft: 2.5 });
  expect(viewProgress(progress({ activity: 'deepening', searchable: bar(9, 9), deepened }))).toMatchObject({
    done: 50,
    total: 200,
    text: 'Deepening: 50 of 200 passages, 25 %, 60/s, a few seconds left',
  });
});

test.each(TIME_LEFT_WORDS)('%d s left are %s', (seconds, text) => expect(timeLeft(seconds)).toBe(text));

test('what is waited for is said', () => {
  const waiting = progress({
    activity: 'waiting-for-idle',
    waitsFor: 'until it is quiet',
    searchable: bar(1, 3),
  });
  expect(viewProgress(waiting)).toEqual({ done: 1, total: 3, text: 'Waiting until it is quiet' });
});

test('numbers do not promise too much', () => {
  expect([share(999, 1000), share(0, 0), share(5, 5)]).toEqual(['99 %', '0 %', '100 %']);
  expect([duration(0.04), duration(42.4), duration(3700), duration(90_000)]).toEqual([
    '0.0 s',
    '42 s',
    '62 min',
    '25 h',
  ]);
  expect([bytes(0), bytes(999), bytes(1500), bytes(140e6)]).toEqual([
    '0 bytes',
    '999 bytes',
    '1.5 KB',
    '140.0 MB',
  ]);
});
