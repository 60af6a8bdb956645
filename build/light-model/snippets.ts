import { createRandom, shuffle } from './random.ts';

export interface Paragraphs {
  readonly share: number;
  readonly paragraphs: readonly string[];
}

export interface Snippets {
  readonly training: string[];
  /** More to learn from, chosen for the rare words they hold. */
  readonly rare: string[];
  /** From paragraphs that gave nothing to `training`. */
  readonly heldOut: string[];
}

const SEED = 20261121;
const MINIMUM_WORDS = 6;
const MAXIMUM_WORDS = 60;
const HELD_OUT_SHARE = 0.05;
/** How often each word of the vocabulary shall be read, where there is text enough. */
const WANTED_READINGS = 12;

/** Cuts every paragraph into snippets of 6 to 60 words and takes each package's share of `count` of them. */
export function makeSnippets(
  packages: readonly Paragraphs[],
  count: number,
  words: ReadonlySet<string>,
): Snippets {
  const random = createRandom(SEED);
  const shares = packages.reduce((sum, source) => sum + source.share, 0);
  const training: string[] = [];
  const heldOut: string[] = [];
  const rest: string[] = [];
  for (const source of packages) {
    const cut = cutPackage(source.paragraphs, random);
    const quota = Math.round((count * source.share) / shares);
    shuffle(cut.training, random).forEach((snippet, index) =>
      (index < quota ? training : rest).push(snippet),
    );
    heldOut.push(...shuffle(cut.heldOut, random).slice(0, Math.round(quota * HELD_OUT_SHARE)));
  }
  shuffle(training, random);
  shuffle(heldOut, random);
  return { training, heldOut, rare: chooseRare(training, shuffle(rest, random), words) };
}

/** Those of `rest` that hold a word read too seldom until then: a fifth of the vocabulary is in no random sample. */
function chooseRare(
  training: readonly string[],
  rest: readonly string[],
  words: ReadonlySet<string>,
): string[] {
  const readings = new Map<string, number>();
  const read = (found: readonly string[]): void =>
    found.forEach((word) => readings.set(word, (readings.get(word) ?? 0) + 1));
  const wordsOf = (snippet: string): string[] =>
    (snippet.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => words.has(word));
  for (const snippet of training) read(wordsOf(snippet));
  return rest.filter((snippet) => {
    const found = wordsOf(snippet);
    const wanted = found.some((word) => (readings.get(word) ?? 0) < WANTED_READINGS);
    if (wanted) read(found);
    return wanted;
  });
}

function cutPackage(
  paragraphs: readonly string[],
  random: () => number,
): Pick<Snippets, 'training' | 'heldOut'> {
  const training: string[] = [];
  const heldOut: string[] = [];
  for (const paragraph of new Set(paragraphs)) {
    const into = random() < HELD_OUT_SHARE ? heldOut : training;
    if (isProse(paragraph)) cutParagraph(paragraph, random, into);
  }
  return { training, heldOut };
}

function isProse(paragraph: string): boolean {
  const letters = paragraph.match(/[a-z]/gi)?.length ?? 0;
  return letters > 0.6 * paragraph.length && !/Bierce|Devil's Dictionary/.test(paragraph);
}

/** Half of the lengths below 20 words: queries and headings are short, and short text errs most. */
function cutParagraph(paragraph: string, random: () => number, into: string[]): void {
  const words = paragraph.split(' ');
  let from = 0;
  while (words.length - from >= MINIMUM_WORDS) {
    const length = Math.round(MINIMUM_WORDS * (MAXIMUM_WORDS / MINIMUM_WORDS) ** random());
    into.push(words.slice(from, from + length).join(' '));
    from += length;
  }
}
