import { mean } from './evaluation-measures.ts';

/** How well documents are given labels, when each gets the one of its highest score. */
export interface LabellingQuality {
  /** Of all documents those that got theirs. */
  readonly micro: number;
  readonly macro: number;
  /** Mean over labels of the area under the curve of one label against the rest, of those that have one. */
  readonly auc: number | null;
  readonly labels: readonly LabelQuality[];
  /** Documents by their label (row) and the one they got (column). */
  readonly confusion: readonly (readonly number[])[];
}

export interface LabelQuality {
  readonly name: string;
  readonly f1: number;
  /** Null where no document has the label, or every one: there is nothing to tell apart. */
  readonly auc: number | null;
}

export interface Labelled {
  readonly names: readonly string[];
  /** For each document the index of its label, −1 for one that has none of these: it counts for no F1, only against areas. */
  readonly truth: readonly number[];
  /** For each label the scores of all documents. */
  readonly scores: readonly Float32Array[];
}

export function measureLabelling({ names, truth, scores }: Labelled): LabellingQuality {
  const confusion = names.map(() => names.map(() => 0));
  truth.forEach((label, document) => {
    if (label >= 0) confusion[label]![highestLabel(scores, document)]! += 1;
  });
  const labels = names.map((name, label) => ({
    name,
    f1: f1Of(confusion, label),
    auc: areaUnderCurve(scores[label]!, (document) => truth[document] === label),
  }));
  const areas = labels.flatMap(({ auc }) => auc ?? []);
  const all = confusion.flat().reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, row, label) => sum + row[label]!, 0);
  return {
    micro: all === 0 ? 0 : right / all,
    macro: mean(labels.map(({ f1 }) => f1)),
    auc: areas.length === 0 ? null : mean(areas),
    labels,
    confusion,
  };
}

/** Of equal scores the first label. */
function highestLabel(scores: readonly Float32Array[], document: number): number {
  let best = 0;
  for (let label = 1; label < scores.length; label++)
    if (scores[label]![document]! > scores[best]![document]!) best = label;
  return best;
}

function f1Of(confusion: readonly (readonly number[])[], label: number): number {
  const right = confusion[label]![label]!;
  const wanted = confusion[label]!.reduce((sum, count) => sum + count, 0);
  const given = confusion.reduce((sum, row) => sum + row[label]!, 0);
  return wanted + given === 0 ? 0 : (2 * right) / (wanted + given);
}

/**
 * The chance that a document of the label scores above another one, by ranks (Mann and Whitney); ties count half. Null where there
 * is no such pair.
 */
function areaUnderCurve(scores: Float32Array, isOf: (document: number) => boolean): number | null {
  const order = Array.from(scores.keys()).sort((left, right) => scores[left]! - scores[right]!);
  let [ranks, members] = [0, 0];
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to += 1;
    for (let place = from; place < to; place++) {
      if (!isOf(order[place]!)) continue;
      ranks += (from + 1 + to) / 2;
      members += 1;
    }
    from = to;
  }
  const others = order.length - members;
  if (members === 0 || others === 0) return null;
  return (ranks - (members * (members + 1)) / 2) / (members * others);
}
