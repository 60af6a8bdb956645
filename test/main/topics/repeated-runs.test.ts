import { expect, it } from 'vitest';

import { tokens } from '../../../src-main/lib/text/tokens.ts';
import { repeatedWords } from '../../../src-main/topics/repeated-runs.ts';

/** Of each text the words that stand in others too, and those that do not. */
function parted(texts: readonly string[]): { repeated: string; own: string }[] {
  const read = texts.map((text) => ({ text, tokens: [...tokens(text)] }));
  return repeatedWords(read).map((isRepeated, place) => {
    const words = read[place]!.tokens.map(({ start, end }) => texts[place]!.slice(start, end));
    return {
      repeated: words.filter((_, index) => isRepeated[index]).join(' '),
      own: words.filter((_, index) => !isRepeated[index]).join(' '),
    };
  });
}

it('finds runs of words that stand in several texts, and leaves what stands between them', () => {
  const texts = ['bees', 'rent', 'ships'].map(
    (word) => `copied free of charge ${word} without any warranty whatever`,
  );
  expect(parted(texts)).toEqual(
    ['bees', 'rent', 'ships'].map((own) => ({
      repeated: 'copied free of charge without any warranty whatever',
      own,
    })),
  );
});

it('finds short lines of a template, and not the same words within a sentence', () => {
  const texts = ['Goals\nto win', 'Goals\nto rest', 'Goals\nto sail', 'many goals of ours'];
  expect(parted(texts).map(({ repeated }) => repeated)).toEqual(['Goals', 'Goals', 'Goals', '']);
});

it('takes nothing for repeated that two texts alone share, or that stands twice in one', () => {
  const shared = 'copied free of charge';
  expect(parted([shared, shared, 'another text']).every(({ repeated }) => repeated === '')).toBe(true);
  expect(parted([`${shared} and ${shared} and ${shared}`])[0]?.repeated).toBe('');
  expect(repeatedWords([])).toEqual([]);
});
