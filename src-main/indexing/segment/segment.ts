import type { Block } from '../../files/extraction.ts';
import { compose, Border, type Piece } from './compose.ts';
import { groupPieces, LONGEST_PASSAGE, type Group, type WeighedPiece } from './group.ts';

/** A passage of the stored text. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** 0 where there are no pages. */
  readonly page: number;
  /** Index into the headings; −1 for none. */
  readonly heading: number;
  /** Its tokens as a range of what the counter has been given, `tokensTo` exclusive. */
  readonly tokensFrom: number;
  readonly tokensTo: number;
}

export interface Segmentation {
  readonly text: string;
  readonly headings: readonly string[];
  readonly segments: readonly Segment[];
}

/** Appends the tokens of a part of a text to a buffer; answers how many. */
export type CountTokens = (text: string, start: number, end: number) => number;

/** Groups all pieces of a document; asked when the tokens of all have been counted. */
export type GroupDocument = (pieces: readonly WeighedPiece[]) => Group[];

interface CountedPiece extends Piece {
  readonly tokens: number;
}

/** Cuts a document into passages of about 200 tokens at sentence, page and heading borders. */
export function segment(
  blocks: readonly Block[],
  countTokens: CountTokens,
  group: GroupDocument = (pieces) => groupPieces(pieces),
): Segmentation {
  const { text, pieces, headings } = compose(blocks);
  const counted = pieces.flatMap((piece) => countPiece(text, piece, countTokens));
  const segments: Segment[] = [];
  let tokens = 0;
  for (const { from, to } of group(counted)) {
    const first = counted[from];
    const last = counted[to - 1];
    if (first === undefined || last === undefined) continue;
    const tokensFrom = tokens;
    for (let index = from; index < to; index += 1) tokens += counted[index]?.tokens ?? 0;
    const end = first.start + text.slice(first.start, last.end).trimEnd().length;
    if (end === first.start) continue;
    segments.push({
      start: first.start,
      end,
      page: first.page,
      heading: first.heading,
      tokensFrom,
      tokensTo: tokens,
    });
  }
  return { text, headings, segments };
}

/** A sentence too long for a passage of its own is cut between words, or anywhere where it has none. */
function countPiece(text: string, piece: Piece, countTokens: CountTokens): CountedPiece[] {
  const isDense = DENSE.test(text.slice(piece.start, piece.end));
  if (piece.end - piece.start <= (isDense ? DENSE_PART_LENGTH : LONGEST_PASSAGE)) {
    return [{ ...piece, tokens: countTokens(text, piece.start, piece.end) }];
  }
  const parts: CountedPiece[] = [];
  let start = piece.start;
  let from = start;
  let tokens = 0;
  for (const end of wordEnds(text, piece, isDense ? DENSE_PART_LENGTH : PART_LENGTH)) {
    const more = countTokens(text, from, end);
    if (tokens + more > LONGEST_PASSAGE && from > start) {
      parts.push({
        ...piece,
        start,
        end: from,
        tokens,
        border: start === piece.start ? piece.border : Border.sentence,
      });
      start = from;
      tokens = 0;
    }
    tokens += more;
    from = end;
  }
  parts.push({
    ...piece,
    start,
    end: piece.end,
    tokens,
    border: start === piece.start ? piece.border : Border.sentence,
  });
  return parts;
}

/** Characters of a part of a long sentence: a character is one token at most, */
const PART_LENGTH = 160;
/** but a syllable of Hangul is up to three letters, and a vowel of India's scripts up to three signs, each of which may be one. */
const DENSE_PART_LENGTH = 72;
const DENSE = /[\u0900-\u1cff\uac00-\ud7a3]/;

/** Ends of parts of at most so many characters, behind a blank where there is one. */
function* wordEnds(text: string, { start, end }: Piece, longest: number): Generator<number> {
  let from = start;
  while (end - from > longest) {
    const blank = text.lastIndexOf(' ', from + longest - 1);
    const cut = blank > from ? blank + 1 : wholeCharacter(text, from + longest);
    yield cut;
    from = cut;
  }
  yield end;
}

/** Steps back from between the two halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
