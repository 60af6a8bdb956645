import { describe, expect, it } from 'vitest';

import { distinctiveWords, type WordFacts } from '../../../src-main/topics/distinctive-words.ts';

const RARE: WordFacts = { atMost: () => 0, exactly: () => 0, saying: () => 1 };

function named(texts: readonly string[], facts: WordFacts = RARE, language = 'en'): string[] {
  const beginnings = texts.map((text) => ({ text, language }));
  return distinctiveWords(beginnings, 1_000, facts).map(({ word }) => word);
}

describe('words that tell some texts from others', () => {
  it('are those that stand in many of them and in few others', () => {
    const texts = ['The sourdough rises.', 'A sourdough needs time.', 'Bread of rye.', 'Rye and salt.'];
    const common = new Map([['rye', 900]]);
    const held = (word: string): number => common.get(word) ?? 0;
    const words = named(texts, { ...RARE, atMost: held, exactly: held });
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

  it('are first those that say most of what the texts mean', () => {
    const saying = (word: string): number => (word === 'honey' ? 1 : 0.2);
    expect(named(['Went for honey.', 'Honey went.', 'Went again'], { ...RARE, saying })[0]).toBe('honey');
  });

  it('are those of the form that texts were made by after their own, and all there is where they hold nothing else', () => {
    const licence = 'copied free of any charge under licence';
    const texts = ['May', 'June', 'July', 'August'].map((month) => `Honey, ${month}\n\n${licence}`);
    expect(named(texts).indexOf('honey')).toBe(0);
    expect(named(texts).length).toBeGreaterThan(1);
    expect(named([licence, licence, licence])).toContain('licence');
  });

  it('are names after subjects, but in languages that write both alike', () => {
    const texts = ['Then Mina saw the castle, and Mina fled', 'There Mina came: the castle, and Mina, stood'];
    expect(named(texts)).toEqual(['castle', 'mina']);
    const german = ['und dann Mina und Schloss', 'wo dann Mina oder Schloss'];
    expect(named(german, RARE, 'de')).toEqual(named(german.toReversed(), RARE, 'de'));
  });

  it('of no texts are none', () => {
    expect(named([])).toEqual([]);
  });
});
