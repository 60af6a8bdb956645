import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanCharacters, normaliseText } from '../../../src-main/files/normalise.ts';

const anyText = string({ unit: 'binary', maxLength: 200 });

describe('normaliseText', () => {
  it.each([
    ['one line end', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['no invisible characters', 'so\u00adft ze\u200bro \ufeffmark', 'soft zero mark'],
    ['plain blanks', 'a\u00a0b\u2003c\u3000d', 'a b c d'],
    ['composed letters', 'e\u0301', 'é'],
    ['emoji held together', '👩\u200d🔬 x\u200dy', '👩\u200d🔬 xy'],
    ['flags and skin colours', '🏳\ufe0f\u200d🌈 👩🏽\u200d💻', '🏳\ufe0f\u200d🌈 👩🏽\u200d💻'],
    ['blank lines collapsed', 'a  \n\n \n\n\nb\n\n', 'a\n\nb'],
    ['no colours of terminals', '\u001b[31mred\u001b[0m', 'red'],
    ['whole characters', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_, source, expected) => expect(normaliseText(source)).toBe(expected));

  it('keeps ligatures and full width, unless the format made them', () => {
    expect(normaliseText('ﬁnd Ａ')).toBe('ﬁnd Ａ');
    expect(normaliseText('ﬁnd Ａ', 'NFKC')).toBe('find A');
  });

  it('changes nothing the second time', () => {
    assert(
      property(anyText, (text) => {
        for (const form of ['NFC', 'NFKC'] as const) {
          const once = normaliseText(text, form);
          expect(normaliseText(once, form)).toBe(once);
        }
      }),
    );
  });

  it('loses no letter and no digit', () => {
    const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
    assert(
      property(anyText, (text) => {
        expect(letters(cleanCharacters(text))).toBe(letters(text));
      }),
    );
  });
});
