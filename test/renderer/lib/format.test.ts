import { describe, expect, test } from 'vitest';

import {
  ago,
  count,
  counted,
  percent,
  share,
  size,
  timeLeftText,
  took,
} from '../../../src-renderer/lib/format.ts';
import { TIME_LEFT_WORDS } from '../../helpers/time-left-words.ts';

const NOW = new Date(2026, 10, 21, 12, 0).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('counts read as one writes them', () => {
  expect(count(11_930)).toBe('11,930');
  expect(counted(1, 'document')).toBe('1 document');
  expect(counted(0, 'document')).toBe('0 documents');
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [214_300, '214 kB'],
  [7_900_000, '7.9 MB'],
  [8_000_000, '8 MB'],
  [999_600, '1 MB'],
  [4_100_000_000, '4.1 GB'],
])('%d bytes are %s', (bytes, text) => expect(size(bytes)).toBe(text));

test.each([
  [0.2, '1 ms'],
  [9, '9 ms'],
  [99, '99 ms'],
  [412, '0.4 s'],
  [12_340, '12 s'],
])('%d ms took %s', (milliseconds, text) => expect(took(milliseconds)).toBe(text));

test.each(TIME_LEFT_WORDS)('%d s are %s', (seconds, text) => expect(timeLeftText(seconds)).toBe(text));

describe('a time past', () => {
  test.each([
    [NOW + MINUTE, 'just now'],
    [NOW - 30_000, 'just now'],
    [NOW - 2 * MINUTE, '2 minutes ago'],
    [NOW - 3 * 60 * MINUTE, '3 hours ago'],
    [NOW - DAY, 'yesterday'],
    [NOW - 3 * DAY, '3 days ago'],
    [new Date(2026, 10, 3).getTime(), '3 November'],
    [new Date(2024, 10, 3).getTime(), '3 Nov 2024'],
  ])('%d is %s', (time, text) => expect(ago(time, NOW)).toBe(text));
});

test('nothing is 100 % before it is done', () => {
  expect(percent(999, 1000)).toBe(99);
  expect(percent(1000, 1000)).toBe(100);
  expect(percent(0, 0)).toBe(0);
  expect(share(1.4)).toBe('100%');
  expect(share(-1)).toBe('0%');
});
