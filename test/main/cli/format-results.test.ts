import { expect, test } from 'vitest';

import { formatStage } from '../../../src-main/cli/format-results.ts';
import { lightResults, stageOf } from '../../helpers/fake-answers.ts';

const plain = (text: string): string => text;
const space = { width: 80, bold: plain, dim: plain, explain: false, query: 'notice' };

test('a list that is cut says of how many', () => {
  const results = lightResults().slice(0, 2);
  const lines = formatStage({ ...stageOf('light', results), total: 7 }, space).split('\n');
  expect(lines.at(-1)).toMatch(/^2 of 7 shown, /);
});

test('an empty answer says what to try where parts had to hold', () => {
  const nothing = { ...stageOf('light', []), total: 0 };
  expect(formatStage(nothing, space)).toMatch(/^Nothing found, /);
  expect(formatStage({ ...nothing, isStrict: true, meaning: 'PDFs' }, space)).toContain('leave a part out');
});
