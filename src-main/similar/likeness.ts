/** Passages of one content. */
export interface PassageRun {
  readonly first: number;
  readonly count: number;
}

/** How alike two documents are by their passages, and the two that are most alike. */
export interface Likeness {
  /** The mean over passages of the cosine with the other's nearest, both ways. */
  readonly score: number;
  readonly left: number;
  readonly right: number;
  /** The cosine of these two. */
  readonly pair: number;
}

/** Of longer documents so many passages are compared, from beginning to end alike far apart. */
export const MOST_COMPARED = 48;

/** The passages of a document that are compared. */
export function sample({ first, count }: PassageRun): number[] {
  if (count <= MOST_COMPARED) return Array.from({ length: count }, (_, place) => first + place);
  return Array.from(
    { length: MOST_COMPARED },
    (_, place) => first + Math.floor((place * count) / MOST_COMPARED),
  );
}

/**
 * Of the passages of both those nearest, and how near they are on average (Chamfer's similarity, both ways). Pure.
 * @param cosine of a passage of each, by their places in `lefts` and `rights`
 */
export function likenessOf(
  lefts: readonly number[],
  rights: readonly number[],
  cosine: (left: number, right: number) => number,
): Likeness {
  const bestOfRight = new Float64Array(rights.length).fill(-1);
  let best = { left: lefts[0] ?? 0, right: rights[0] ?? 0, pair: -1 };
  let sum = 0;
  for (let left = 0; left < lefts.length; left += 1) {
    let nearest = -1;
    for (let right = 0; right < rights.length; right += 1) {
      const near = cosine(left, right);
      if (near > nearest) nearest = near;
      if (near > bestOfRight[right]!) bestOfRight[right] = near;
      if (near > best.pair) best = { left: lefts[left]!, right: rights[right]!, pair: near };
    }
    sum += nearest;
  }
  const back = bestOfRight.reduce((total, near) => total + near, 0);
  return { ...best, score: (sum / lefts.length + back / rights.length) / 2 };
}
