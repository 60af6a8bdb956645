import type { PassageSpan } from '../storage/content-index.ts';
import { termScore, type Saturation } from './bm25.ts';

/** A term of the query, and the passages that hold it, ascending. */
export interface HeldTerm {
  readonly weight: number;
  readonly passages: ArrayLike<number>;
}

/** A document whose words stand apart from each other. */
export interface DocumentWords {
  readonly content: number;
  /** The passage that holds the weightiest of them together. */
  readonly passage: number;
  /** What that passage holds, of the same measure as `beyond`. */
  readonly held: number;
  /** BM25 of the words that the passage lacks and others of the document hold. */
  readonly beyond: number;
}

/** As many terms as have a bit of their own. */
export const MOST_TERMS = 8;

/**
 * The row of a document beside those of its passages: words that no passage holds together, and the document does. A
 * passage counts as one word of it, so that a book needs many passages that hold a word where a letter needs one
 * (BM25's saturation and length, Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, over passages).
 * What one passage says by itself is counted with the passages: a document whose words stand together has no row.
 * Pure; the documents in order of their passages.
 * @param terms at most `MOST_TERMS`
 * @param saturation of a document, by the mean number of passages
 */
export function documentWords(
  terms: readonly HeldTerm[],
  spanOf: (passage: number) => PassageSpan | undefined,
  saturation: Saturation,
): DocumentWords[] {
  const held = merged(terms);
  const rows: DocumentWords[] = [];
  for (let from = 0; from < held.length;) {
    const span = spanOf(Math.floor(held[from]! / MOST_TERMS));
    const end = span === undefined ? from + 1 : behind(held, span.end, from);
    const row = span === undefined || end - from < 2 ? null : rowOf(held.subarray(from, end), span);
    if (row !== null) rows.push(row);
    from = end;
  }
  return rows;

  function rowOf(own: Float64Array, { content, first, end }: PassageSpan): DocumentWords | null {
    const counts = new Uint32Array(terms.length);
    const best = { passage: -1, held: 0, set: 0 };
    let at = { passage: -1, held: 0, set: 0 };
    for (const place of own) {
      const term = place % MOST_TERMS;
      const passage = (place - term) / MOST_TERMS;
      if (passage !== at.passage) at = { passage, held: 0, set: 0 };
      at.held += once(term);
      at.set |= 1 << term;
      counts[term]! += 1;
      if (at.held > best.held) Object.assign(best, at);
    }
    const beyond = terms.reduce((sum, { weight }, term) => {
      const isHeld = (best.set & (1 << term)) !== 0;
      return isHeld ? sum : sum + termScore(weight, counts[term]!, end - first, saturation);
    }, 0);
    return beyond === 0 ? null : { content, passage: best.passage, held: best.held, beyond };
  }

  function once(term: number): number {
    return termScore(terms[term]?.weight ?? 0, 1, 1, saturation);
  }
}

/** The places of all terms, ascending: passage × MOST_TERMS + term. */
function merged(terms: readonly HeldTerm[]): Float64Array {
  const lists = terms.map(({ passages }) => passages);
  const places = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  const read = new Uint32Array(lists.length);
  for (let at = 0; at < places.length; at += 1) {
    let [least, from] = [Number.POSITIVE_INFINITY, 0];
    for (let term = 0; term < lists.length; term += 1) {
      const passage = lists[term]![read[term]!];
      if (passage !== undefined && passage < least) [least, from] = [passage, term];
    }
    read[from]! += 1;
    places[at] = least * MOST_TERMS + from;
  }
  return places;
}

/** Where in ascending places those of a passage, or of one behind it, begin: most documents have a place or two. */
function behind(held: Float64Array, passage: number, from: number): number {
  let end = from;
  while (end < held.length && held[end]! < passage * MOST_TERMS) end += 1;
  return end;
}
