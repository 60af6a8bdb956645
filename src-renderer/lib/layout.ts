import type { DocumentText, Passage } from '../api/types.ts';

export interface Piece {
  text: string;
  /** A word of the query. */
  word: boolean;
  /** Inside the passage shown. */
  found: boolean;
  /** Inside its sentence that answers best. */
  answer: boolean;
}

export type Block =
  | { kind: 'page'; page: number }
  /** `start` is its place in the stored text; null of a heading that does not stand there. */
  | { kind: 'heading' | 'text'; pieces: Piece[]; start: number | null };

/** Blocks laid out together; those off screen cost nothing. */
export interface Chunk {
  start: number;
  blocks: Block[];
  /** Characters, from which the height is guessed until it is known. */
  length: number;
}

/** Characters of a chunk: about two screens. */
const CHUNK = 4000;
/** A paragraph without an end is cut here. */
const LONGEST_BLOCK = 6000;

/** A passage of more of its document than this share is all of it. */
const WHOLE = 0.9;

interface Bounds {
  start: number;
  end: number;
}

interface Marking {
  text: DocumentText;
  found: Bounds | null;
  answer: Bounds | null;
  words: Bounds[];
}

/** Cuts a text into headings, page breaks and paragraphs, and these where the passage and its words begin and end. */
export function layOut(text: DocumentText, passages: readonly Passage[], at: number): Chunk[] {
  const passage = passages[at];
  const answer = passage === undefined ? null : answerOf(passage, text);
  const found = passage === undefined ? null : foundOf(passage, answer, text);
  const marking: Marking = { text, found, answer, words: passages.flatMap((each) => wordsOf(each, text)) };
  const chunks: Chunk[] = [];
  let place = placeBefore(text);
  for (const bounds of paragraphs(text)) {
    const blocks: Block[] = [];
    const here = text.places.findLast((each) => each.start >= bounds.start && each.start < bounds.end);
    if (here !== undefined) {
      if (here.page !== null && here.page !== place.page) blocks.push({ kind: 'page', page: here.page });
      blocks.push(...headed(marking, bounds, here.heading === place.heading ? null : here.heading));
      place = here;
    } else blocks.push(textBlock(marking, bounds));
    add(chunks, blocks, bounds);
  }
  return chunks;
}

/** A mark over all that is there says nothing: of a passage that is the whole document its sentence alone is marked. */
function foundOf({ start, end }: Passage, answer: Bounds | null, { length }: DocumentText): Bounds | null {
  return end - start < WHOLE * length ? { start, end } : answer;
}

function placeBefore(text: DocumentText): { page: number | null; heading: string | null } {
  return text.places.findLast((each) => each.start < text.start) ?? { page: null, heading: null };
}

function add(chunks: Chunk[], blocks: Block[], bounds: Bounds): void {
  const last = chunks.at(-1);
  const length = bounds.end - bounds.start;
  if (last !== undefined && last.length + length <= CHUNK) {
    last.blocks.push(...blocks);
    last.length += length;
  } else chunks.push({ start: bounds.start, blocks, length });
}

/** A heading stands in the text itself, or only in what is known of it. */
function headed(marking: Marking, bounds: Bounds, heading: string | null): Block[] {
  const last =
    heading
      ?.split(/ [›>] /)
      .at(-1)
      ?.trim() ?? '';
  if (last === '') return [textBlock(marking, bounds)];
  const line = slice(marking.text, bounds).split('\n', 1)[0] ?? '';
  if (
    !line
      .replace(/^#+\s*/, '')
      .trim()
      .startsWith(last)
  ) {
    return [
      { kind: 'heading', pieces: [{ text: last, word: false, found: false, answer: false }], start: null },
      textBlock(marking, bounds),
    ];
  }
  const end = bounds.start + line.length;
  const { start } = bounds;
  const title: Block = { kind: 'heading', pieces: pieces(marking, { start, end }), start };
  const rest = { start: Math.min(bounds.end, end + 1), end: bounds.end };
  return rest.end > rest.start ? [title, textBlock(marking, rest)] : [title];
}

function textBlock(marking: Marking, bounds: Bounds): Block {
  return { kind: 'text', pieces: pieces(marking, bounds), start: bounds.start };
}

/** Paragraphs end at blank lines, at places, and where they grow too long. */
function paragraphs(text: DocumentText): Bounds[] {
  const out: Bounds[] = [];
  const end = text.start + text.text.length;
  const cuts = [...new Set(text.places.map((place) => place.start))].filter(
    (cut) => cut > text.start && cut < end,
  );
  let start = text.start;
  for (const cut of [...cuts.sort((a, b) => a - b), end]) {
    out.push(...blankLineParts(text, { start, end: cut }));
    start = cut;
  }
  return out;
}

function blankLineParts(text: DocumentText, bounds: Bounds): Bounds[] {
  const out: Bounds[] = [];
  const body = slice(text, bounds);
  let from = 0;
  for (const gap of body.matchAll(/\n[^\S\n]*\n\s*/g)) {
    pushParts(out, body, bounds.start, { start: from, end: gap.index });
    from = gap.index + gap[0].length;
  }
  pushParts(out, body, bounds.start, { start: from, end: body.length });
  return out;
}

function pushParts(out: Bounds[], body: string, offset: number, part: Bounds): void {
  let { start } = part;
  while (start < part.end && body[start] === '\n') start += 1;
  while (part.end - start > LONGEST_BLOCK) {
    const window = body.slice(start, start + LONGEST_BLOCK);
    const line = window.lastIndexOf('\n');
    const space = line > LONGEST_BLOCK / 2 ? line : window.lastIndexOf(' ');
    const end = start + (space > LONGEST_BLOCK / 2 ? space + 1 : LONGEST_BLOCK);
    out.push({ start: offset + start, end: offset + end });
    start = end;
  }
  if (part.end > start) out.push({ start: offset + start, end: offset + part.end });
}

function pieces({ text, found, answer, words }: Marking, bounds: Bounds): Piece[] {
  const spans = [found, answer, ...words].filter((each) => each !== null);
  const edges = spans.flatMap((each) => [each.start, each.end]);
  const inside = edges.filter((edge) => edge > bounds.start && edge < bounds.end);
  const cuts = [...new Set([bounds.start, ...inside, bounds.end])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => ({
    text: slice(text, { start, end: cuts[index + 1] ?? bounds.end }),
    word: words.some((word) => covers(word, start)),
    found: found !== null && covers(found, start),
    answer: answer !== null && covers(answer, start),
  }));
}

function covers(bounds: Bounds, at: number): boolean {
  return at >= bounds.start && at < bounds.end;
}

/** Marks hold for the passage as it was shown; where the text differs they would mark the wrong letters. */
function wordsOf(passage: Passage, text: DocumentText): Bounds[] {
  return isAsShown(passage, text) ? passage.marks.map((mark) => moved(mark, passage.start)) : [];
}

function answerOf(passage: Passage, text: DocumentText): Bounds | null {
  return passage.answer !== null && isAsShown(passage, text) ? moved(passage.answer, passage.start) : null;
}

function isAsShown({ start, text: shown }: Passage, text: DocumentText): boolean {
  return slice(text, { start, end: start + shown.length }) === shown;
}

function moved({ start, end }: Bounds, by: number): Bounds {
  return { start: start + by, end: end + by };
}

function slice(text: DocumentText, bounds: Bounds): string {
  return text.text.slice(Math.max(0, bounds.start - text.start), Math.max(0, bounds.end - text.start));
}
