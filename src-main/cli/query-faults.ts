import type { SearchNote } from '../contract/index.ts';
import type { Style } from './terminal.ts';
import { graphemes, printable, textWidth } from './text-width.ts';

/** Cells before a place that are shown of a longer query. */
const BEFORE = 24;

interface Space {
  readonly width: number;
  readonly dim: Style;
}

/** Notes that speak of a part of the query: the query, the part marked beneath it, and what is wrong there. */
export function faultLines(notes: readonly SearchNote[], query: string, space: Space): string[] {
  const lines: string[] = [];
  let shown = '';
  for (const { text, place } of notes) {
    if (place === undefined) continue;
    const { line, carets } = pointedAt(query, place, space.width);
    if (line !== shown) lines.push(line);
    shown = line;
    lines.push(carets, space.dim(printable(text)));
  }
  return lines;
}

/** The query on one line, shortened around the place where it is longer than the terminal is wide. Pure. */
export function pointedAt(
  query: string,
  { start, end }: { readonly start: number; readonly end: number },
  width: number,
): { readonly line: string; readonly carets: string } {
  const cells = [...graphemes(query)].map(({ text, index, cells: wide }) => {
    const shown = printable(text) === '' ? ' ' : text;
    return { shown, wide: shown === ' ' ? 1 : wide, isMarked: index >= start && index < end };
  });
  const first = cells.findIndex(({ isMarked }) => isMarked);
  const isLong = textWidth(query) > width;
  const from = isLong ? Math.max(0, first - BEFORE) : 0;
  let [line, carets] = from > 0 ? ['…', ' '] : ['', ''];
  for (const { shown, wide, isMarked } of cells.slice(from)) {
    if (line.length > 0 && textWidth(line) + wide > width - 1 && isLong) {
      line += '…';
      break;
    }
    line += shown;
    carets += (isMarked ? '^' : ' ').repeat(wide);
  }
  return { line: line.trimEnd(), carets: carets.trimEnd() || '^' };
}
