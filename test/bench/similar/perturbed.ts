import { sentencesOf } from '../../../src-main/lib/text/sentences.ts';

const EVERY = 5;
/** Words that are remembered of a passage, and letters that make one worth remembering. */
const REMEMBERED = 8;
const LONG = 5;

/** How a passage that was read once comes back. */
export const PERTURBED: Readonly<Record<string, (text: string) => string>> = {
  'its middle half': middleHalf,
  'every fifth word dropped or misread': misread,
  'its sentences in the other order': reordered,
  'eight of its longer words': remembered,
};

function middleHalf(text: string): string {
  const words = wordsIn(text);
  return words.slice(Math.floor(words.length / 4), Math.ceil((words.length * 3) / 4)).join(' ');
}

/** In turns left out, and with its letters the wrong way round, which is no word. */
function misread(text: string): string {
  return wordsIn(text)
    .flatMap((word, place) => {
      if (place % EVERY !== EVERY - 1) return [word];
      return (place + 1) % (2 * EVERY) === 0 ? [] : [[...word].toReversed().join('')];
    })
    .join(' ');
}

function reordered(text: string): string {
  return sentencesOf(text)
    .map((sentence) => sentence.trim())
    .toReversed()
    .join(' ');
}

/** Evenly far apart. */
function remembered(text: string): string {
  const long = wordsIn(text).filter(({ length }) => length >= LONG);
  const step = Math.max(1, long.length / REMEMBERED);
  return Array.from({ length: REMEMBERED }, (_, place) => long[Math.floor(place * step)] ?? '').join(' ');
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
