import type { Passage, Span } from '../contract/index.ts';
import type { Style } from './terminal.ts';
import { graphemes, printable } from './text-width.ts';

/** Characters shown before the first mark, for its context. */
const LEAD = 60;

interface Word {
  readonly cells: number;
  readonly text: string;
}

export interface SnippetSpace {
  readonly width: number;
  readonly lines: number;
  readonly bold: Style;
}

/** The part of a passage that answers, or around its first mark, wrapped by cells; what was found is bold. */
export function snippet(passage: Pick<Passage, 'text' | 'marks' | 'answer'>, space: SnippetSpace): string[] {
  const start = passage.answer?.start ?? startOfWindow(passage.text, passage.marks[0]);
  const words = [...passage.text.slice(start).matchAll(/\S+/gu)].map(({ 0: text, index }) => {
    return styledWord(text, start + index, passage.marks, space.bold);
  });
  const lines = wrap(words, space.width, space.lines);
  return start > 0 ? lines.map((line, index) => (index === 0 ? `…${line}` : line)) : lines;
}

function startOfWindow(text: string, mark: Span | undefined): number {
  if (!mark || mark.start <= LEAD) return 0;
  const from = mark.start - LEAD;
  const border = text.slice(from, mark.start).search(/\s/u);
  return border === -1 ? mark.start : from + border + 1;
}

function styledWord(word: string, at: number, marks: readonly Span[], bold: Style): Word {
  let cells = 0;
  let text = '';
  let run = '';
  let runIsMarked = false;
  const endRun = () => {
    text += run && (runIsMarked ? bold(run) : run);
    run = '';
  };
  for (const grapheme of graphemes(word)) {
    const isMarked = marks.some(
      ({ start, end }) => at + grapheme.index >= start && at + grapheme.index < end,
    );
    if (isMarked !== runIsMarked) endRun();
    runIsMarked = isMarked;
    run += printable(grapheme.text);
    cells += grapheme.cells;
  }
  endRun();
  return { cells, text };
}

/** Greedy; a word longer than a line stands alone, for breaking it would break a mark or an address. */
function wrap(words: readonly Word[], width: number, most: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let cells = 0;
  for (const word of words) {
    if (line.length > 0 && cells + 1 + word.cells > width) {
      lines.push(line.join(' '));
      if (lines.length === most) return [...lines.slice(0, -1), `${lines.at(-1)} …`];
      line = [];
      cells = 0;
    }
    cells += (line.length > 0 ? 1 : 0) + word.cells;
    line.push(word.text);
  }
  return line.length > 0 ? [...lines, line.join(' ')] : lines;
}
