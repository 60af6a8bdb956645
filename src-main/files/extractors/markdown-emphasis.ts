const DELIMITERS = /(?:\*+|_+|~~+|==+)/g;

/** A run of marks; the bounds are of those still unmatched. */
interface Run {
  readonly mark: string;
  readonly start: number;
  end: number;
}

/** CommonMark's pairing of emphasis runs, shortened: a stack of openers, each closer takes the nearest of its kind. */
export function withoutEmphasis(text: string): string {
  const openers: Run[] = [];
  const dropped: [start: number, end: number][] = [];
  for (const run of text.matchAll(DELIMITERS)) {
    const mark = run[0].charAt(0);
    const { canOpen, canClose } = flanks(text, run.index, run.index + run[0].length, mark);
    const end = run.index + run[0].length;
    const start = canClose ? closeOpeners(openers, { mark, start: run.index, end }, dropped) : run.index;
    if (canOpen && start < end) openers.push({ mark, start, end });
  }
  return dropped.length === 0 ? text : cutOut(text, dropped);
}

/** Matches a closing run with the openers before it; gives where its unmatched rest begins. */
function closeOpeners(openers: Run[], closer: Run, dropped: [start: number, end: number][]): number {
  let start = closer.start;
  while (start < closer.end) {
    const opener = nearest(openers, closer.mark);
    if (opener === undefined) break;
    const matched = Math.min(opener.end - opener.start, closer.end - start);
    dropped.push([opener.end - matched, opener.end], [start, start + matched]);
    opener.end -= matched;
    start += matched;
    if (opener.end === opener.start) openers.pop();
  }
  return start;
}

/** Openers above the one found are given up, as CommonMark does: each is looked at once. */
function nearest(openers: Run[], mark: string): Run | undefined {
  const at = openers.findLastIndex((opener) => opener.mark === mark);
  if (at >= 0) openers.length = at + 1;
  else if (openers.length > MANY_OPENERS) openers.length = 0;
  return at < 0 ? undefined : openers[at];
}

/** Beyond this a paragraph is not prose, and searching the stack again and again would take quadratic time. */
const MANY_OPENERS = 64;
const BLANK = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

function flanks(
  text: string,
  start: number,
  end: number,
  mark: string,
): { canOpen: boolean; canClose: boolean } {
  const before = start === 0 ? ' ' : text.charAt(start - 1);
  const after = end === text.length ? ' ' : text.charAt(end);
  const [blankBefore, blankAfter] = [BLANK.test(before), BLANK.test(after)];
  const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const left = !blankAfter && (!markAfter || blankBefore || markBefore);
  const right = !blankBefore && (!markBefore || blankAfter || markAfter);
  // Inside a word an underscore is part of a name, and `==` of a formula.
  if (mark !== '_' && mark !== '=') return { canOpen: left, canClose: right };
  return { canOpen: left && (!right || markBefore), canClose: right && (!left || markAfter) };
}

function cutOut(text: string, dropped: [start: number, end: number][]): string {
  let out = '';
  let at = 0;
  for (const [start, end] of dropped.toSorted((a, b) => a[0] - b[0])) {
    out += text.slice(at, start);
    at = end;
  }
  return out + text.slice(at);
}
