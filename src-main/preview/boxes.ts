import type { Box, PageCharacter } from '../files/extractors/pdf-characters.ts';

/** Letters of one line overlap by at least this share of the lower one. */
const LINE_OVERLAP = 0.5;
/** A wider gap, in heights of a line, parts columns. */
const WIDEST_GAP = 2.5;
/** More would be a page of dots, and no box of it could be told from the next. */
const MOST_BOXES = 500;

/** The lines that characters of a page cover, in their order; `aspect` is the page's width by its height. */
export function boxesOf(
  characters: readonly PageCharacter[],
  places: Iterable<number>,
  aspect: number,
): Box[] {
  const lines: Box[] = [];
  for (const place of places) {
    const box = characters[place]?.box ?? null;
    if (box === null) continue;
    const last = lines.at(-1);
    if (last !== undefined && isOnLine(last, box, aspect)) lines[lines.length - 1] = around(last, box);
    else if (lines.push(box) >= MOST_BOXES) break;
  }
  return lines.map(rounded);
}

function isOnLine(line: Box, box: Box, aspect: number): boolean {
  const height = Math.min(line.bottom - line.top, box.bottom - box.top);
  const overlap = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
  if (overlap < height * LINE_OVERLAP) return false;
  const gap = Math.max(box.left - line.right, line.left - box.right) * aspect;
  return gap <= Math.max(line.bottom - line.top, box.bottom - box.top) * WIDEST_GAP;
}

function around(one: Box, other: Box): Box {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

function rounded({ left, top, right, bottom }: Box): Box {
  return { left: round(left), top: round(top), right: round(right), bottom: round(bottom) };
}

/** To a hundredth of a dot on any screen. */
function round(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
