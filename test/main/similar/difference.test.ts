import { expect, it } from 'vitest';

import { differenceOf } from '../../../src-main/similar/difference.ts';

const side = (parts: ReturnType<typeof differenceOf>, kind: 'left' | 'right') =>
  parts
    .filter((part) => part.kind !== (kind === 'left' ? 'right' : 'left'))
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();

it('shows the words that took the place of others, and sentences that came', () => {
  const left = 'The rent is due in May. Heating is included.';
  const right = 'The rent is due in June. Heating is included. Pets are welcome.';
  const parts = differenceOf(left, right);
  expect(parts.filter(({ kind }) => kind === 'left').map(({ text }) => text)).toContain('May');
  expect(parts.filter(({ kind }) => kind === 'right').map(({ text }) => text)).toContain('June');
  expect(side(parts, 'left')).toBe(left);
  expect(side(parts, 'right')).toBe(right);
});

it('does not count how a text is broken into lines', () => {
  expect(
    differenceOf('One line. Two lines.', 'One line.\nTwo\nlines.').every(({ kind }) => kind === 'same'),
  ).toBe(true);
});

it('tells of texts that have nothing in common', () => {
  const parts = differenceOf('alpha beta', 'gamma delta');
  expect(side(parts, 'left')).toBe('alpha beta');
  expect(side(parts, 'right')).toBe('gamma delta');
});
