import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { excerpt, passageExcerpt, segments } from '../../../src-renderer/lib/marks.ts';

const range = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) });

test('segments give back the text, and mark what the marks cover', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(range), (text, marks) => {
      const pieces = segments(text, marks);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      const marked = pieces.flatMap((piece) =>
        [...piece.text].flatMap((letter) => Array<boolean>(letter.length).fill(piece.marked)),
      );
      const expected = Array.from({ length: text.length }, (_, at) =>
        marks.some((mark) => at >= mark.start && at < mark.end),
      );
      expect(marked).toEqual(expected);
    }),
  );
});

test('an excerpt begins with the sentence where the marks stand together', () => {
  const filler = 'Nothing of it here, only words that fill the line. ';
  const text = `${filler.repeat(8)}The period of notice is three months.`;
  const start = text.indexOf('notice');
  const short = excerpt(text, [{ start, end: start + 6 }]);
  expect(short.text).toBe('… The period of notice is three months.');
  expect(short.marks.map((mark) => short.text.slice(mark.start, mark.end))).toEqual(['notice']);
});

test('marks of an excerpt still cover the same words', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('notice', 'flat', 'word', 'and.', '\n'), { maxLength: 200 }),
      (words) => {
        const text = words.join(' ');
        const marks = [...text.matchAll(/notice/g)].map((match) => ({
          start: match.index,
          end: match.index + 6,
        }));
        const short = excerpt(text, marks);
        for (const mark of short.marks) expect(short.text.slice(mark.start, mark.end)).toMatch(/^notice/);
        expect(short.marks.length > 0).toBe(marks.length > 0);
      },
    ),
  );
});

test('an excerpt begins with the sentence that answers, though no word of it is marked', () => {
  const text = `${'The notice comes first. '.repeat(20)}Three months are enough. More follows.`;
  const start = text.indexOf('Three');
  const answer = { start, end: start + 'Three months are enough.'.length };
  const marks = [{ start: 4, end: 10 }];
  const short = excerpt(text, marks, { answer });
  expect(short.text.slice(short.answer?.start, short.answer?.end)).toBe('Three months are enough.');
  const [first, second] = segments(text, marks, answer).filter(({ answering }) => answering);
  expect([first?.text, first?.marked, second]).toEqual(['Three months are enough.', false, undefined]);
});

test('a heading that stands beside its passage is not said twice', () => {
  const text = 'Notice\nThe period is three months.';
  const marks = [
    { start: 0, end: 6 },
    { start: 11, end: 17 },
  ];
  const short = passageExcerpt({ text, marks, heading: 'The lease › Notice', answer: null });
  expect(short.text).toBe('The period is three months.');
  expect(short.marks.map(({ start, end }) => short.text.slice(start, end))).toEqual(['period']);
  expect(passageExcerpt({ text: 'Notice', marks: [], heading: 'Notice', answer: null }).text).toBe('Notice');
});
