import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { snippet } from '../../../src-main/cli/snippet.ts';
import { fit, printable, textWidth } from '../../../src-main/cli/text-width.ts';

const bold = (text: string) => `[${text}]`;

function marked(text: string, word: string) {
  const start = text.indexOf(word);
  return { text, marks: [{ start, end: start + word.length }], answer: null };
}

describe('a snippet', () => {
  test('begins near its first mark and says that something came before', () => {
    const passage = marked(`${'before '.repeat(50)}the notice stands here`, 'notice');
    const [first] = snippet(passage, { width: 60, lines: 1, bold });
    expect(first).toMatch(/^…before /);
    expect(snippet(passage, { width: 80, lines: 2, bold }).join(' ')).toContain('the [notice] stands');
  });

  test('begins with the sentence that answers, where one does', () => {
    const passage = marked(`the notice stands here. ${'more '.repeat(50)}Three months are enough.`, 'notice');
    const start = passage.text.indexOf('Three');
    const answer = { start, end: passage.text.length };
    expect(snippet({ ...passage, answer }, { width: 60, lines: 1, bold })).toEqual([
      '…Three months are enough.',
    ]);
  });

  test('counts cells, not characters', () => {
    const lines = snippet(
      { text: '東京都 '.repeat(10), marks: [], answer: null },
      { width: 20, lines: 9, bold },
    );
    expect(lines.map(textWidth)).toEqual([20, 20, 20, 6]);
  });

  test('marks a part of a word', () => {
    expect(snippet(marked('overwintering', 'winter'), { width: 40, lines: 1, bold })).toEqual([
      'over[winter]ing',
    ]);
  });

  test('never wider than asked, never without its words, whatever the text', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 20, max: 60 }), (words, width) => {
        const lines = snippet(
          { text: words.join(' '), marks: [], answer: null },
          { width, lines: 1_000, bold },
        );
        expect(lines.every((line) => textWidth(line) <= width)).toBe(true);
        expect(printable(lines.join(' '))).toBe(printable(words.map(printable).join(' ')));
      }),
    );
  });
});

describe('text for the terminal', () => {
  test('has no power over it', () => {
    expect(printable('a\u001b]0;owned\u0007b\u009b31mc\u202egpj.exe\r\nd')).toBe(
      'a ]0;owned b 31mc gpj.exe d',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // oxlint-disable-next-line no-control-regex -- they are what must not be there
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });

  test('is measured in cells', () => {
    expect(['abc', 'é', 'e\u0301', '東京', '👩‍👩‍👧', '🐝', '한글'].map(textWidth)).toEqual([3, 1, 1, 4, 2, 2, 4]);
  });

  test('is cut with an ellipsis', () => {
    expect(fit('東京都庁', 5)).toBe('東京…');
    expect(fit('short', 5)).toBe('short');
  });
});
