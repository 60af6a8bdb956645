import { Border } from './compose.ts';

/** A passage as a run of pieces, `to` exclusive. */
export interface Group {
  readonly from: number;
  readonly to: number;
}

/** What grouping needs to know of a piece. */
export interface WeighedPiece {
  readonly tokens: number;
  readonly border: number;
}

/**
 * Tokens of the longest passage: the heavy model reads 256, of which title and headings take their share.
 */
export const LONGEST_PASSAGE = 220;
/** Sections shorter than this are read together with what follows them. */
export const SHORTEST_SECTION = 80;
/** A border between paragraphs is worth this share of a passage's length, one between sentences nothing. */
const BLOCK_BONUS = 0.15;

/**
 * Groups pieces into passages: sections are kept together while they fit, long ones are cut into parts of
 * about equal length, at paragraphs rather than within them, or as the caller splits them.
 */
export function groupPieces(
  pieces: readonly WeighedPiece[],
  split = (section: Group): Group[] => splitEvenly(pieces, section),
): Group[] {
  return sections(pieces).flatMap((section) => split(section));
}

/** Runs between headings (and pages), short neighbours joined. */
function sections(pieces: readonly WeighedPiece[]): Group[] {
  const found: Group[] = [];
  let from = 0;
  let tokens = 0;
  pieces.forEach((piece, index) => {
    const closes = piece.border >= Border.page && index > from && tokens >= SHORTEST_SECTION;
    if (closes) {
      found.push({ from, to: index });
      from = index;
      tokens = 0;
    }
    tokens += piece.tokens;
  });
  if (pieces.length > from) found.push({ from, to: pieces.length });
  return found;
}

/** Cuts a section into parts of about equal length. */
export function splitEvenly(pieces: readonly WeighedPiece[], section: Group): Group[] {
  let rest = sumTokens(pieces, section);
  const groups: Group[] = [];
  let from = section.from;
  let tokens = 0;
  for (let index = section.from; index < section.to; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    if (index > from && isBetterClosed(tokens, piece, aimFor(rest))) {
      groups.push({ from, to: index });
      from = index;
      rest -= tokens;
      tokens = 0;
    }
    tokens += piece.tokens;
  }
  groups.push({ from, to: section.to });
  return groups;
}

/** Tokens the next of equal parts should have; reckoned anew after each, so that no rest of a few words is left over. */
function aimFor(rest: number): number {
  const parts = Math.ceil(rest / LONGEST_PASSAGE);
  return parts <= 1 ? Number.POSITIVE_INFINITY : rest / parts;
}

/** Whether a passage of `tokens` should end before the piece rather than take it in. */
function isBetterClosed(tokens: number, piece: WeighedPiece, aim: number): boolean {
  if (tokens + piece.tokens > LONGEST_PASSAGE) return true;
  const share = piece.border >= Border.block ? 1 - BLOCK_BONUS : 1;
  return tokens + piece.tokens / 2 > aim * share;
}

function sumTokens(pieces: readonly WeighedPiece[], group: Group): number {
  let sum = 0;
  for (let index = group.from; index < group.to; index += 1) sum += pieces[index]?.tokens ?? 0;
  return sum;
}
