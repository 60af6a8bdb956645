/** A passage that may be like what was asked for. */
export interface AlikePassage {
  readonly passage: number;
  /** The passage of the document asked for that it is like; null where a text was given. */
  readonly here: number | null;
  /** Their cosine by light meaning. */
  readonly light: number;
}

export interface ComparedPassage extends AlikePassage {
  /** Their cosine by heavy vectors; null where one of them was not read. */
  readonly deep: number | null;
}

/**
 * Best first by the mean of heavy vectors and light meaning, which finds passages that are remembered more often than either
 * (`npm run bench:similar -- CORPORA --parts passages`). One that was not read counts as moved by reading as the others were in the mean,
 * so that what happens to be stored is neither favoured nor punished. Pure.
 */
export function inCloseOrder(passages: readonly ComparedPassage[]): ComparedPassage[] {
  const moves = passages.flatMap(({ deep, light }) => (deep === null ? [] : [deep - light]));
  const moved = moves.reduce((sum, move) => sum + move, 0) / (moves.length || 1);
  const heightOf = ({ deep, light }: ComparedPassage): number => ((deep ?? light + moved) + light) / 2;
  return passages.toSorted((left, right) => heightOf(right) - heightOf(left) || left.passage - right.passage);
}
