import { LONGEST_PASSAGE, SHORTEST_SECTION, type Group } from '../../../src-main/indexing/segment/group.ts';

/** A piece weighed for the choice of cuts. */
export interface CutPiece {
  readonly tokens: number;
  /** What a cut in front of it is worth, in the unit of a passage's cost. */
  readonly gain: number;
}

/** As much as an empty passage: only the deepest valleys on both sides make up for a passage that is too short. */
const TOO_SHORT = 1;
/** Pieces of no token at all, such as invisible signs, never fill a passage; so many do. */
const MOST_PIECES = LONGEST_PASSAGE;

/**
 * Cuts a run of pieces so that all passages together cost the least: each costs the square of the share it lacks of the
 * longest allowed, less what the cut in front of it gains. Dynamic programming over the last cut, so the best of all
 * ways to cut (as Utiyama and Isahara, ACL 2001, find theirs); every passage keeps to the longest allowed.
 */
export function cheapestCuts(pieces: readonly CutPiece[]): Group[] {
  const costs = new Float64Array(pieces.length + 1);
  const cutBefore = new Int32Array(pieces.length + 1);
  for (let to = 1; to <= pieces.length; to += 1) closeAt(to, pieces, { costs, cutBefore });
  const groups: Group[] = [];
  for (let to = pieces.length; to > 0; to = cutBefore[to]!) groups.push({ from: cutBefore[to]!, to });
  return groups.toReversed();
}

interface Costs {
  /** Of the pieces before each place, cut the best way. */
  readonly costs: Float64Array;
  /** Where the last passage before each place begins. */
  readonly cutBefore: Int32Array;
}

function closeAt(to: number, pieces: readonly CutPiece[], { costs, cutBefore }: Costs): void {
  let tokens = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let from = to - 1; from >= Math.max(0, to - MOST_PIECES); from -= 1) {
    const piece = pieces[from]!;
    tokens += piece.tokens;
    if (tokens > LONGEST_PASSAGE && from < to - 1) break;
    const cost = costs[from]! + lack(tokens) - (from > 0 ? piece.gain : 0);
    if (cost >= least) continue;
    least = cost;
    cutBefore[to] = from;
  }
  costs[to] = least;
}

/** What a passage costs for being shorter than the longest allowed. */
function lack(tokens: number): number {
  return (1 - tokens / LONGEST_PASSAGE) ** 2 + (tokens < SHORTEST_SECTION ? TOO_SHORT : 0);
}
