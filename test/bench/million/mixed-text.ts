import { below } from '../../helpers/random.ts';

const SENTENCES_A_PARAGRAPH = 5;

/**
 * A text of sentences from two others, about half of each, in an order of chance: words and their frequencies are
 * real, and no passage is the copy of another. Pure but for `random`.
 */
export function mixedText(left: readonly string[], right: readonly string[], random: () => number): string {
  const chosen = [...left, ...right].filter(() => random() < 0.5);
  for (let last = chosen.length - 1; last > 0; last -= 1) {
    const other = below(last + 1, random);
    [chosen[last], chosen[other]] = [chosen[other] ?? '', chosen[last] ?? ''];
  }
  return paragraphs(chosen).join('\n\n');
}

function paragraphs(sentences: readonly string[]): string[] {
  const count = Math.ceil(sentences.length / SENTENCES_A_PARAGRAPH);
  return Array.from({ length: count }, (_, index) =>
    sentences.slice(index * SENTENCES_A_PARAGRAPH, (index + 1) * SENTENCES_A_PARAGRAPH).join(' '),
  );
}
