import type { Box, PageCharacters } from '../files/extractors/pdf-characters.ts';
import { align } from './align.ts';
import { boxesOf } from './boxes.ts';
import { fold, type Folded } from './fold.ts';

/** A half-open range of UTF-16 units of a page's stored text. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Where less of a stretch is found in order, it is sought anywhere on the page. */
const FOUND_SHARE = 0.5;
/** Fewer letters stand anywhere by chance. */
const LEAST_SOUGHT = 6;

/**
 * Where spans of a page's stored text stand on the page. What is stored was cleaned, its words healed and its headings
 * moved, so the two are aligned letter by letter. A span that is not on the page has no box.
 */
export function placeSpans(text: string, page: PageCharacters, spans: readonly TextSpan[]): Box[][] {
  const stored = fold(units(text));
  const shown = fold(page.characters.map((character) => character.text));
  const map = align(stored.letters, shown.letters);
  const aspect = page.height > 0 ? page.width / page.height : 1;
  return spans.map((span) => {
    const places = placesOf({ stored, shown, map }, span);
    return boxesOf(page.characters, places, aspect);
  });
}

interface Aligned {
  readonly stored: Folded;
  readonly shown: Folded;
  readonly map: Int32Array;
}

/** The characters of the page, each once. */
function placesOf({ stored, shown, map }: Aligned, span: TextSpan): Set<number> {
  const from = lowerBound(stored.sources, span.start);
  const to = lowerBound(stored.sources, span.end);
  const found = [...map.subarray(from, to)].filter((place) => place >= 0);
  const letters =
    found.length < (to - from) * FOUND_SHARE ? sought(stored.letters.slice(from, to), shown) : null;
  return new Set((letters ?? found).map((letter) => shown.sources[letter] ?? -1));
}

function sought(letters: string, { letters: page }: Folded): number[] | null {
  const at = letters.length < LEAST_SOUGHT ? -1 : page.indexOf(letters);
  return at < 0 ? null : Array.from({ length: letters.length }, (_, order) => at + order);
}

/** The first place whose source is not before `source`; sources rise. */
function lowerBound(sources: Int32Array, source: number): number {
  let [low, high] = [0, sources.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sources[middle] ?? 0) < source) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** UTF-16 units, a surrogate pair whole at its first unit. */
function* units(text: string): Generator<string> {
  for (const character of text) {
    yield character;
    if (character.length > 1) yield '';
  }
}
