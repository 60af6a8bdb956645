import type { Block, Piece } from './layout.ts';

/** A line of a text, cut where marks begin and end. */
export interface TextLine {
  pieces: Piece[];
  /** Where it begins in the stored text; null where it does not stand there. */
  start: number | null;
  found: boolean;
}

/** A row of a table, or what stands above one: the sheet's name, or the names of its columns. */
export interface TableRow {
  kind: 'row' | 'names' | 'title';
  cells: Piece[][];
  found: boolean;
}

const BETWEEN_CELLS = ' | ';

/** The lines of blocks, as they stand. */
export function textLines(blocks: readonly Block[]): TextLine[] {
  return blocks.flatMap((block) => (block.kind === 'page' ? [] : linesOf(block.pieces, block.start)));
}

/** Lines as rows and their cells, as sheets are stored: a line a row, cells parted by upright strokes. */
export function tableRows(blocks: readonly Block[]): TableRow[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'page') return [];
    return linesOf(block.pieces, block.start).map(({ pieces, found }): TableRow => {
      const cells = cut(pieces, BETWEEN_CELLS);
      const above = cells.length > 1 ? 'names' : 'title';
      return { kind: block.kind === 'heading' ? above : 'row', cells, found };
    });
  });
}

function linesOf(pieces: readonly Piece[], from: number | null): TextLine[] {
  let start = from;
  return cut(pieces, '\n').map((line) => {
    const here = { pieces: line, start, found: line.some((piece) => piece.found) };
    const length = line.reduce((sum, { text }) => sum + text.length, 0);
    if (start !== null) start += length + 1;
    return here;
  });
}

/** Pieces between separators, which are left out; a separator lies within one piece. */
function cut(pieces: readonly Piece[], separator: string): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split(separator).entries()) {
      if (index > 0) parts.push([]);
      if (text !== '') parts.at(-1)?.push({ ...piece, text });
    }
  }
  return parts;
}
