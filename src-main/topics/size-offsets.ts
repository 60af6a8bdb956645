/** Documents looked at: of more, every so many. */
const SAMPLE = 2_048;
const ROUNDS = 20;
/** A label keeps the share of half a document. */
const LEAST = 0.5;
/** What the logarithm of an estimated share is off by, a factor of e: labels' scores differ in more than their sizes. */
const DOUBT = 1;

/**
 * What each label's share of documents adds to its cosines where labels contend for documents: the logarithm of the share,
 * in the unit in which cosines become scores. Shares are those under which the scores are likeliest (Saerens, Latinne and
 * Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities", 2002), and are believed as far as
 * they differ by more than such estimates err (James and Stein, 1961).
 * @param all scores of each label, of the same documents
 */
export function sizeOffsets(all: readonly Float32Array[], scales: readonly number[]): number[] {
  const scores = all.map(sampleOf);
  if ((scores[0]?.length ?? 0) === 0) return scores.map(() => 0);
  const unit = scales.reduce((sum, scale) => sum + scale, 0) / scales.length;
  const logarithms = likeliestShares(scores, unit).map((share) => Math.log(share * scores.length));
  const spread = logarithms.reduce((sum, value) => sum + value * value, 0);
  const belief = Math.max(0, 1 - ((scores.length - 2) * DOUBT ** 2) / (spread || 1));
  return logarithms.map((value) => value * belief * unit);
}

function sampleOf(scores: Float32Array): Float32Array {
  const stride = Math.ceil(scores.length / SAMPLE);
  return scores.filter((_, document) => document % stride === 0);
}

/** Expectation and maximisation from equal shares on. */
function likeliestShares(scores: readonly Float32Array[], unit: number): number[] {
  const documents = scores[0]!.length;
  const likelihoods = likelihoodsOf(scores, unit);
  let shares = scores.map(() => 1 / scores.length);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = scores.map(() => 0);
    for (let document = 0; document < documents; document++) {
      let total = 0;
      for (let label = 0; label < shares.length; label++)
        total += shares[label]! * likelihoods[label]![document]!;
      for (let label = 0; label < shares.length; label++)
        sums[label]! += (shares[label]! * likelihoods[label]![document]!) / total;
    }
    shares = sums.map((sum) => Math.max(sum, LEAST) / documents);
  }
  return shares;
}

/** Relative to the label a document is nearest to, so that none is too small for a number. */
function likelihoodsOf(scores: readonly Float32Array[], unit: number): Float64Array[] {
  const highest = scores[0]!.slice();
  for (const each of scores)
    for (let document = 0; document < highest.length; document++)
      if (each[document]! > highest[document]!) highest[document] = each[document]!;
  return scores.map((each) =>
    Float64Array.from(each, (score, document) => Math.exp((score - highest[document]!) / unit)),
  );
}
