/** Letters alone, and where each of them came from. */
export interface Folded {
  readonly letters: string;
  /** For each unit of `letters`, which piece of the source it was of. */
  readonly sources: Int32Array;
}

/** Blanks, hyphens, marks over letters and what is not seen: extraction joins, parts and cleans these. */
const NOT_COMPARED = /[\s\p{M}\p{C}\p{Pd}­]+/gu;

/**
 * Pieces of a text, such as its characters, as they are compared: in one case, ligatures and wide forms undone, without
 * what extraction changes.
 */
export function fold(pieces: Iterable<string>): Folded {
  const letters: string[] = [];
  const sources: number[] = [];
  let source = 0;
  for (const piece of pieces) {
    const plain = piece.normalize('NFKD').toLowerCase().replace(NOT_COMPARED, '');
    letters.push(plain);
    for (let unit = 0; unit < plain.length; unit += 1) sources.push(source);
    source += 1;
  }
  return { letters: letters.join(''), sources: Int32Array.from(sources) };
}
