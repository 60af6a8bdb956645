import type { Mark } from '../lib/text/marks.ts';
import type { MatchedWord, Words } from './alignment.ts';

/** How a text that was given stands in a document. */
export interface Quotation {
  /** Every word, in order, nothing between; or most of the words; or too few of them. */
  readonly kind: 'verbatim' | 'nearly' | 'hardly';
  /** Of the words given the share that was found, misread ones among them. */
  readonly share: number;
  /** UTF-16 bounds of the stretch in the document's text. */
  readonly start: number;
  readonly end: number;
  /** Where three words or more stand there letter for letter, case and signs aside. */
  readonly runs: readonly Mark[];
}

/** Less than half of what was given is another text that speaks of the same. */
const NEARLY = 0.5;
/** Fewer words meet by chance. */
const FEWEST_WORDS = 4;
const SHORTEST_RUN = 3;

/** Says what an alignment amounts to. */
export function quotationOf(wanted: Words, found: Words, matched: readonly MatchedWord[]): Quotation {
  const [first, last] = [matched[0], matched.at(-1)];
  if (first === undefined || last === undefined)
    return { kind: 'hardly', share: 0, start: 0, end: 0, runs: [] };
  const words = wanted.hashes.length;
  const exact = matched.filter(({ isExact }) => isExact).length;
  const isWhole = exact === words && last.found - first.found + 1 === words;
  const share = matched.length / words;
  const isNearly = share >= NEARLY && matched.length >= Math.min(FEWEST_WORDS, words);
  return {
    kind: isWhole ? 'verbatim' : isNearly ? 'nearly' : 'hardly',
    share,
    start: found.starts[first.found]!,
    end: found.ends[last.found]!,
    runs: runsOf(found, matched, Math.min(SHORTEST_RUN, words)),
  };
}

function runsOf(found: Words, matched: readonly MatchedWord[], shortest: number): Mark[] {
  const runs: Mark[] = [];
  let from = 0;
  for (let at = 0; at <= matched.length; at += 1) {
    if (at < matched.length && at > from && goesOn(matched[at - 1]!, matched[at]!)) continue;
    if (at > from && matched[from]!.isExact && at - from >= shortest)
      runs.push({ start: found.starts[matched[from]!.found]!, end: found.ends[matched[at - 1]!.found]! });
    from = at;
  }
  return runs;
}

function goesOn(before: MatchedWord, now: MatchedWord): boolean {
  return before.isExact && now.isExact && now.wanted === before.wanted + 1 && now.found === before.found + 1;
}
