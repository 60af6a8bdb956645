import { Tokenizer } from '@huggingface/tokenizers';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLightModel } from '../../../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../../../src-main/embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../../../../src-main/embed/light/token-buffer.ts';

const models = join(import.meta.dirname, '../../../../resources/models');
const definition = JSON.parse(readFileSync(join(models, 'minilm-l6-v2/tokenizer.json'), 'utf8')) as object;
const reference = new Tokenizer({ ...definition, truncation: null, padding: null }, {});
const tokenizer = new LightTokenizer(loadLightModel(join(models, 'inkling-light')));

function idsOf(text: string, start?: number, end?: number): number[] {
  const into = new TokenBuffer();
  const count = tokenizer.encode(text, into, start, end);
  expect(count).toBe(into.length);
  return [...into.ids.subarray(0, into.length)];
}

function referenceIds(text: string): number[] {
  return reference.encode(text, { add_special_tokens: false }).ids;
}

const HARD = {
  ascii:
    'The Quick brown-fox, jumps; over (the) "lazy" dog\'s back... 3.14 foo_bar@example.org #tag $5 C++ ~/.bashrc\\n',
  typographic: '“Don’t” – she said — ‘never’… • item ‣ other ‧ dot ― bar ‒ figure',
  blanks: 'a\tb\nc\r\nd\u00a0e\u2003f\u2028g\u3000h\u000bi\u000cj\u0085k\u1680l',
  controls:
    'nul\0inside bell\u0007 zero\u200bwidth soft\u00adhyphen bom\ufeff word\u2060joiner repl\ufffdaced \u007f del private\ue000use',
  accents: 'Café naïve Ångström façade coöperate résumé ÉCOLE Übergröße Čeština żółć',
  decomposed: 'Cafe\u0301 nai\u0308ve a\u0301\u0302\u0303b \u0301alone -\u0301dash',
  chinese: '東京都は日本の首都です。我喜欢编程，很有趣！𠀀𠀁 mixed漢字text',
  korean: '안녕하세요 세계 한국어',
  japanese: 'カタカナ ひらがな ｶﾀｶﾅ がぎぐ ポケモン',
  arabic: 'مرحبا بالعالم، كيف حالك؟ שלום עולם हिन्दी नमस्ते ไทย',
  cyrillic: 'Привет, мир! Ёлка й',
  greek: 'ΟΔΥΣΣΕΥΣ ΣΑΣ Σ. Σ’Α ΑΣ’ΒΣ ΑΣ.Β ΑΣ-ΒΣ ς σ Σ',
  turkish: 'İstanbul Iğdır ıI İİ DİYARBAKIR',
  ligatures: 'ﬁnd eﬀect oﬃce ǆ Ĳssel ß ẞ',
  emoji: 'Great 👍🏽 job 👩‍👩‍👧 flag 🇫🇷 ❤️ ☃ ™ © ½ x² H₂O → ∞ ≠ €5 °C',
  letters: 'Kelvin K Ångström Å ohm Ω micro µ ªº ⅷ Ⅷ ⓐ 𝐀𝐁 𐐀',
  surrogates: 'lone \ud83d high and \ude00 low',
  longWord: `${'a'.repeat(100)} ${'b'.repeat(101)} ${'é'.repeat(101)} ${'xyz'.repeat(500)} ${'😀'.repeat(100)} ${'😀'.repeat(101)} ${'𐐀'.repeat(60)}`,
  symbols: '`^~|<>=+ § ¶ · ¿¡ «guillemets» ‚low„ ′prime″ ‰ ‹x› ⁂ ※',
};

describe('LightTokenizer', () => {
  test.each(Object.entries(HARD))('gives the ids of the reference on %s', (_, text) => {
    expect(idsOf(text)).toEqual(referenceIds(text));
    expect(idsOf(text), 'from the cache').toEqual(referenceIds(text));
  });

  test('gives the ids of the reference on any text', () => {
    const fragments = constantFrom(
      'the ',
      'Search',
      'é',
      'Σ',
      "'",
      '.',
      '-',
      '\0',
      '漢',
      ' ',
      '\n',
      'İ',
      '\u0301',
      '😀',
      '’',
      'ing',
      '##',
      '\u200b',
      'ﬁ',
      '5',
    );
    const text = oneof(
      string({ unit: 'binary' }),
      string({ unit: 'grapheme' }),
      array(fragments).map((parts) => parts.join('')),
    );
    const same = property(text, (value) => {
      expect(idsOf(value)).toEqual(referenceIds(value));
    });
    assert(same, { numRuns: 500 });
  });

  test('gives the ids of the reference on every character of the basic plane', () => {
    for (let block = 0; block < 0x10000; block += 64) {
      const text = Array.from({ length: 64 }, (_, index) => `a${String.fromCharCode(block + index)}b `).join(
        '',
      );
      expect(idsOf(text)).toEqual(referenceIds(text));
    }
  });

  test('remembers more words than its cache holds', () => {
    const words = Array.from({ length: 140_000 }, (_, index) => `w${index.toString(36)}`).join(' ');
    const first = idsOf(words);
    expect(idsOf(words)).toEqual(first);
    expect(idsOf('w1 w2 w3')).toEqual(referenceIds('w1 w2 w3'));
  });

  test('encodes a stretch of a text', () => {
    expect(idsOf('skip this Good text and that', 10, 19)).toEqual(referenceIds('Good text'));
  });

  test('takes markers written in a document for text', () => {
    expect(idsOf('[SEP]')).toEqual([...referenceIds('['), ...referenceIds('sep'), ...referenceIds(']')]);
  });
});
