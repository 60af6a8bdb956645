const DELIMITERS = /(?:\*+|_+|~~+|==+)/g;

interface Opener {
  readonly mark: string;
  left: number;
  /** Bounds of the marks still unmatched. */
  end: number;
}

/** CommonMark's pairing of emphasis runs, shortened: a stack of openers, each closer takes the nearest of its kind. */
export function withoutEmphasis(text: string): string {
  const openers: Opener[] = [];
  const dropped: [start: number, end: number][] = [];
  for (const run of text.matchAll(DELIMITERS)) {
    const mark = run[0].charAt(0);
    const { canOpen, canClose } = flanks(text, run.index, run.index + run[0].length, mark);
    let start = run.index;
    const end = start + run[0].length;
    while (canClose && start < end) {
      const opener = nearest(openers, mark);
      if (opener === undefined) break;
      const matched = Math.min(opener.end - opener.left, end - start);
      dropped.push([opener.end - matched, opener.end], [start, start + matched]);
      opener.end -= matched;
      start += matched;
      if (opener.end === opener.left) openers.pop();
    }
    if (canOpen && start < end) openers.push({ mark, left: start, end });
  }
  return dropped.length === 0 ? text : cutOut(text, dropped);
}

/** Openers above the one found are given up, as CommonMark does: each is looked at once. */
function nearest(openers: Opener[], mark: string): Opener | undefined {
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
  if (mark !== '_') return { canOpen: left, canClose: right };
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
