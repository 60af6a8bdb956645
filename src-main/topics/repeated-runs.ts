import type { Token } from '../lib/text/tokens.ts';

/** The words of a text, and where its lines begin. */
export interface TokenizedText {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Words in a row that no two texts share by chance. */
const RUN = 4;
/** A run in so many of the texts, and in this share of them, is a form they were made by: a licence, a template, an address. */
const LEAST = { texts: 3, share: 0.1 };
/** Longer lines are told by their runs. */
const LONGEST_LINE = RUN - 1;

/**
 * For each text which of its words stand there as in many of the others: in a run of words, or as a line of its own. They
 * tell what form the texts have in common, and not what these are about. Pure.
 */
export function repeatedWords(texts: readonly TokenizedText[]): boolean[][] {
  const runs = texts.map(runsOf);
  const counts = new Map<string, number>();
  for (const each of runs)
    for (const key of new Set(each.map(({ key: run }) => run))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const least = Math.max(LEAST.texts, Math.ceil(texts.length * LEAST.share));
  return texts.map(({ tokens }, place) => {
    const repeated = tokens.map(() => false);
    for (const { key, from, to } of runs[place]!)
      if (counts.get(key)! >= least) repeated.fill(true, from, to);
    return repeated;
  });
}

interface Run {
  readonly key: string;
  /** Of its tokens the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

function runsOf({ text, tokens }: TokenizedText): Run[] {
  const terms = tokens.map(({ term }) => term);
  const runs = terms
    .slice(0, Math.max(0, terms.length - LONGEST_LINE))
    .map((_, from) => ({ key: terms.slice(from, from + RUN).join(' '), from, to: from + RUN }));
  return [...runs, ...shortLines(text, tokens, terms)];
}

function shortLines(text: string, tokens: readonly Token[], terms: readonly string[]): Run[] {
  const lines: Run[] = [];
  let from = 0;
  for (let to = 1; to <= tokens.length; to++) {
    const isEnd = to === tokens.length || text.slice(tokens[to - 1]!.end, tokens[to]!.start).includes('\n');
    if (!isEnd) continue;
    if (to - from <= LONGEST_LINE) lines.push({ key: `\n${terms.slice(from, to).join(' ')}`, from, to });
    from = to;
  }
  return lines;
}
