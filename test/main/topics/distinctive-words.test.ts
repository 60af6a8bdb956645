import { describe, expect, it } from 'vitest';

import { distinctiveWords, type Holding } from '../../../src-main/topics/distinctive-words.ts';

const RARE: Holding = { atMost: () => 0, exactly: () => 0 };

function named(texts: readonly string[], holding: Holding = RARE, language = 'en'): string[] {
  const beginnings = texts.map((text) => ({ text, language }));
  return distinctiveWords(beginnings, 1_000, holding).map(({ word }) => word);
}

describe('words that tell some texts from others', () => {
  it('are those that stand in many of them and in few others', () => {
    const texts = ['The sourdough rises.', 'A sourdough needs time.', 'Bread of rye.', 'Rye and salt.'];
    const common = new Map([['rye', 900]]);
    const held = (word: string): number => common.get(word) ?? 0;
    const words = named(texts, { atMost: held, exactly: held });
    expect(words[0]).toBe('sourdough');
    expect(words.indexOf('rye')).not.toBe(0);
  });

  it('are one where two mostly stand together, and each for itself where they do not', () => {
    expect(named(['Olive oil.', 'Some olive oil here.', 'The olive oil.'])).toEqual(['olive oil']);
    const apart = ['Oil the pan.', 'Oil burns.', 'Oil smokes.', 'Oil again.', 'Olive oil.', 'Olive trees.'];
    expect(named([...apart, 'Olive wood.', 'Olive stones.'])).toEqual(
      expect.arrayContaining(['oil', 'olive']),
    );
  });

  it('are no pieces of words, of addresses or of code, and none that hold sentences together', () => {
    const text =
      "They don't read https://www.example.org/page or my_value; the well-known bees, however, isn't x.length.";
    expect(named([text, text])).toEqual(['bees', 'however', 'read']);
  });

  it('are none that hold sentences of their language together', () => {
    const text = 'Der Hund und die Katze';
    expect(named([text, text], RARE, 'de')).toEqual(['hund', 'katze']);
  });

  it('stand as they mostly do', () => {
    expect(named(['Invoices of May', 'Two invoices', 'an invoice'])[0]).toBe('invoices');
  });

  it('of no texts are none', () => {
    expect(named([])).toEqual([]);
  });
});
