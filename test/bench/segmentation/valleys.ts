/**
 * How deep each gap between sentences lies between the peaks of similarity around it (TextTiling's depth score; Hearst,
 * Computational Linguistics 23(1), 1997): 0 on a slope or a plateau, larger the clearer the topic turns.
 */
export function valleyDepths(similarities: Float64Array): Float64Array {
  const behind = peaks(similarities);
  const ahead = peaks(similarities.toReversed()).toReversed();
  return similarities.map((similarity, gap) => behind[gap]! + ahead[gap]! - 2 * similarity);
}

/** The height that is reached by climbing backwards from each place for as long as it does not go down. */
function peaks(heights: Float64Array): Float64Array {
  const reached = Float64Array.from(heights);
  for (let place = 1; place < heights.length; place += 1)
    if (heights[place - 1]! >= heights[place]!) reached[place] = reached[place - 1]!;
  return reached;
}
