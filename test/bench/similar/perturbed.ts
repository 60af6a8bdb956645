import { sentencesOf } from '../../../src-main/lib/text/sentences.ts';

const EVERY = 5;
/** Words that are remembered of a passage, and letters that make one worth remembering. */
const REMEMBERED = 8;
const LONG = 5;

/** A way a passage that was read once comes back, and floors of finding it first and among ten. */
export interface Perturbed {
  readonly name: string;
  readonly perturb: (text: string) => string;
  readonly floors: Readonly<Record<1 | 10, number>>;
}

const FOUND = { 1: 0.95, 10: 0.98 };
const HARDLY = { 1: 0.4, 10: 0.6 };

export const PERTURBED: readonly Perturbed[] = [
  { name: 'its middle half', perturb: middleHalf, floors: FOUND },
  { name: 'every fifth word dropped or misread', perturb: misread, floors: FOUND },
  { name: 'its sentences in the other order', perturb: reordered, floors: FOUND },
  { name: 'eight of its longer words', perturb: remembered, floors: HARDLY },
];

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
