/** A half-open range in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

export interface Segment {
  text: string;
  /** A word of the query. */
  marked: boolean;
  /** Part of the sentence that answers best. */
  answering: boolean;
}

export interface Excerpt {
  text: string;
  marks: Range[];
  answer: Range | null;
}

/** About two lines of the list at its widest. */
const EXCERPT_LENGTH = 260;
/** Words kept before the first mark, so that it reads as a sentence. */
const EXCERPT_LEAD = 60;
/** Marks this near to the first are on screen with it; later ones fall behind the second line. */
const EXCERPT_REACH = 130;
const HEADING_BETWEEN = ' › ';

/**
 * The text in order, cut where marks and the answer begin and end. They may overlap, be unsorted, or reach past the
 * text.
 */
export function segments(text: string, marks: readonly Range[], answer: Range | null = null): Segment[] {
  const words = joined(text, marks);
  const sentence = answer === null ? [] : joined(text, [answer]);
  const cuts = [...words, ...sentence].flatMap(({ start, end }) => [start, end]);
  const borders = [...new Set([0, ...cuts, text.length])].sort((a, b) => a - b);
  return borders.slice(0, -1).map((start, index) => ({
    text: text.slice(start, borders[index + 1]),
    marked: words.some((word) => start >= word.start && start < word.end),
    answering: sentence.some((range) => start >= range.start && start < range.end),
  }));
}

export interface ExcerptOptions {
  length?: number;
  /** The sentence that answers best: the excerpt shows its beginning. */
  answer?: Range | null;
}

/** The part of a passage worth two lines: what answers, where the most marks stand together, or its beginning. */
export function excerpt(
  text: string,
  marks: readonly Range[],
  { length = EXCERPT_LENGTH, answer = null }: ExcerptOptions = {},
): Excerpt {
  const kept = joined(text, marks);
  const best = answer?.start ?? densest(kept);
  const start = best < Math.min(length, EXCERPT_REACH) ? 0 : leadIn(text, best);
  const end = Math.min(text.length, start + length);
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    // One unit for one unit, so that the marks still fit.
    text: before + text.slice(start, end).replace(/\s/g, ' ') + (end < text.length ? ' …' : ''),
    marks: kept
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => ({ start: mark.start + shift, end: mark.end + shift })),
    answer:
      answer === null
        ? null
        : { start: Math.max(start, answer.start) + shift, end: Math.min(end, answer.end) + shift },
  };
}

/** What of a passage the list shows. */
interface Shown {
  text: string;
  marks: readonly Range[];
  heading: string | null;
  answer: Range | null;
}

/** A passage as the list shows it: without its heading, which stands beside it already. */
export function passageExcerpt({ text, marks, heading, answer }: Shown, length = EXCERPT_LENGTH): Excerpt {
  const title = heading?.split(HEADING_BETWEEN).at(-1) ?? '';
  const rest = title !== '' && text.startsWith(title) ? text.slice(title.length).trimStart() : '';
  if (rest === '') return excerpt(text, marks, { length, answer });
  const cut = text.length - rest.length;
  const move = ({ start, end }: Range): Range => ({ start: start - cut, end: end - cut });
  const isKept = answer !== null && answer.start >= cut;
  return excerpt(rest, marks.map(move), { length, answer: isKept ? move(answer) : null });
}

function joined(text: string, marks: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(0, mark.start);
    const end = Math.min(text.length, mark.end);
    if (end <= start) continue;
    const last = out.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

function densest(marks: readonly Range[]): number {
  let best = 0;
  let most = 0;
  for (const first of marks) {
    const near = marks.filter((mark) => mark.start >= first.start && mark.end <= first.start + EXCERPT_REACH);
    if (near.length > most) {
      most = near.length;
      best = first.start;
    }
  }
  return best;
}

/** The start of the sentence or word a little before `at`. */
function leadIn(text: string, at: number): number {
  if (at <= EXCERPT_LEAD) return 0;
  const lead = text.slice(at - EXCERPT_LEAD, at);
  const sentence = lead.search(/[.!?]\s+\S[^.!?]*$/);
  if (sentence >= 0)
    return at - EXCERPT_LEAD + sentence + (/^[.!?]\s+/.exec(lead.slice(sentence))?.[0].length ?? 1);
  const word = lead.search(/\s\S/);
  return at - EXCERPT_LEAD + (word < 0 ? 0 : word + 1);
}
