import { expect, test } from 'vitest';

import { formatStage } from '../../../src-main/cli/format-results.ts';
import { lightResults, stageOf } from '../../helpers/fake-answers.ts';

const plain = (text: string): string => text;
const space = { width: 80, bold: plain, dim: plain, explain: false, weak: false, query: 'notice' };

test('a list that is cut says of how many', () => {
  const results = lightResults().slice(0, 2);
  const lines = formatStage({ ...stageOf('light', results), total: 7, strong: 7 }, space).split('\n');
  expect(lines.at(-1)).toMatch(/^2 of 7 shown, /);
});

test('weaker matches are left out of what is read, and said to be', () => {
  const results = lightResults().map((result, place) => ({ ...result, weak: place > 1 }));
  const text = formatStage(stageOf('light', results), space);
  expect(text).toContain('5 weaker matches left out; --weak shows them.');
  expect(text.split('\n').at(-1)).toMatch(/^2 found, /);
  const all = formatStage(stageOf('light', results), { ...space, weak: true });
  expect(all).not.toContain('left out');
  expect(all.split('\n').at(-1)).toMatch(/^7 found, /);
});

test('an empty answer says what to try where parts had to hold', () => {
  const nothing = { ...stageOf('light', []), total: 0 };
  expect(formatStage(nothing, space)).toMatch(/^Nothing found, /);
  expect(formatStage({ ...nothing, isStrict: true, meaning: 'PDFs' }, space)).toContain('leave a part out');
});
