import type { Scoring } from '../../../src-main/engine/evaluate-labels.ts';
import { addTo, innerProduct, unit } from '../../../src-main/lib/vector.ts';
import { localOutlierFactors } from '../../../src-main/topics/outlier-factor.ts';

/** Documents nearest to a label's words, and the share of them that is left out as outliers. */
const NEAREST = 100;
const OUTLIERS = 10;

/**
 * A plain reading of the paper (Schopf, Braun, Matthes, "Lbl2Vec", 2021, §3): the mean of a label's words, the documents
 * nearest to it, without outliers, averaged; documents by cosine with that.
 */
export const plainReading: Scoring = (read, said) => {
  const documents = read.map((vector) => unit(Float32Array.from(vector)));
  const words = said.map((each) => each.map((word) => unit(Float32Array.from(word))));
  return words.map((each) => {
    const start = meanOf(each);
    const scores = documents.map((document) => innerProduct(document, start));
    const order = Array.from(scores.keys()).sort(
      (left, right) => scores[right]! - scores[left]! || left - right,
    );
    const nearest = order.slice(0, NEAREST).map((index) => documents[index]!);
    const factors = localOutlierFactors(nearest);
    const kept = nearest.length - Math.floor(nearest.length / OUTLIERS);
    const worst = factors.toSorted((left, right) => left - right)[kept - 1] ?? 0;
    const label = meanOf(nearest.filter((_, index) => factors[index]! <= worst));
    return Float32Array.from(documents, (document) => innerProduct(document, label));
  });
};

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) addTo(sum, vector);
  return unit(sum);
}
