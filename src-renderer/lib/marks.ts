/** A half-open range in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

export interface Segment {
  text: string;
  marked: boolean;
}

export interface Excerpt {
  text: string;
  marks: Range[];
}

/** About two lines of the list at its widest. */
const EXCERPT_LENGTH = 260;
/** Words kept before the first mark, so that it reads as a sentence. */
const EXCERPT_LEAD = 60;
/** Marks this near to the first are on screen with it; later ones fall behind the second line. */
const EXCERPT_REACH = 130;
const HEADING_BETWEEN = ' › ';

/** The text in order, cut where marks begin and end. Marks may overlap, be unsorted, or reach past the text. */
export function segments(text: string, marks: readonly Range[]): Segment[] {
  const pieces: Segment[] = [];
  let at = 0;
  for (const mark of joined(text, marks)) {
    if (mark.start > at) pieces.push({ text: text.slice(at, mark.start), marked: false });
    pieces.push({ text: text.slice(mark.start, mark.end), marked: true });
    at = mark.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** The part of a passage worth two lines: where the most marks stand together, or its beginning. */
export function excerpt(text: string, marks: readonly Range[], length = EXCERPT_LENGTH): Excerpt {
  const kept = joined(text, marks);
  const best = densest(kept);
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
  };
}

/** A passage as the list shows it: without its heading, which stands beside it already. */
export function passageExcerpt(
  { text, marks, heading }: { text: string; marks: readonly Range[]; heading: string | null },
  length?: number,
): Excerpt {
  const title = heading?.split(HEADING_BETWEEN).at(-1) ?? '';
  const rest = title !== '' && text.startsWith(title) ? text.slice(title.length).trimStart() : '';
  if (rest === '') return excerpt(text, marks, length);
  const cut = text.length - rest.length;
  const moved = marks.map(({ start, end }) => ({ start: start - cut, end: end - cut }));
  return excerpt(rest, moved, length);
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
