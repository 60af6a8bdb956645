import { cleanCharacters, normaliseText } from '../../files/normalise.ts';
import { parseQuery, type ParsedQuery, type ParseOptions } from './parse.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Reads a query as it was typed: its characters made clean, its faults where they stand in what was typed. */
export function parseTyped(typed: string, options: ParseOptions = {}): ParsedQuery {
  const clean = normaliseText(typed);
  const query = parseQuery(clean, options);
  if (clean === typed || query.errors.length === 0) return query;
  const placeOf = placesAsTyped(typed, clean);
  return { ...query, errors: query.errors.map((error) => ({ ...error, ...placeOf(error) })) };
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Where stretches of a cleaned text stood before it was cleaned, in UTF-16 units: what a reader takes for one character
 * is cleaned alone and met again, in order; what left has no place.
 */
export function placesAsTyped(typed: string, clean: string): (place: Place) => Place {
  const starts = Array.from({ length: clean.length }, () => typed.length);
  const ends = starts.slice();
  let at = 0;
  for (const { segment, index } of GRAPHEMES.segment(typed)) {
    const piece = cleanCharacters(segment).replaceAll('\t', ' ');
    if (piece === '' || !clean.startsWith(piece, at)) continue;
    starts.fill(index, at, at + piece.length);
    ends.fill(index + segment.length, at, at + piece.length);
    at += piece.length;
  }
  return ({ start, end }) => ({
    start: starts[start] ?? typed.length,
    end: ends[Math.max(start, end - 1)] ?? typed.length,
  });
}
