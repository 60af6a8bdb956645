import type { Assigned } from './word-evidence.ts';

/**
 * For each document the contender it is nearest to, and how near the next one comes; labels enter one after the other, those
 * that mean the same as one contender.
 */
export class Contest {
  /** Contenders; of equals the first that entered. */
  readonly best: Int32Array;
  readonly top: Float32Array;
  readonly second: Float32Array;

  constructor(documents: number) {
    this.best = new Int32Array(documents).fill(-1);
    this.top = new Float32Array(documents).fill(-Infinity);
    this.second = new Float32Array(documents).fill(-Infinity);
  }

  /** @param scores of a label, by document */
  enter(scores: Float32Array, contender: number): void {
    const { best, top, second } = this;
    for (let document = 0; document < scores.length; document++) {
      const score = scores[document]!;
      if (score > top[document]!) {
        if (best[document] !== contender) second[document] = top[document]!;
        top[document] = score;
        best[document] = contender;
      } else if (score > second[document]! && best[document] !== contender) second[document] = score;
    }
  }
}

/** Labels in a contest, in the order they entered. */
export interface Contenders {
  /** The contender each label entered as. */
  readonly as: readonly number[];
  /** The score from where on a document is a label's. */
  readonly lines: readonly number[];
  readonly scoresOf: (label: number) => Float32Array;
}

/** For each label the documents nearest to it, each by how far it lies above its line and every other contender. */
export function assignedTo({ best, top, second }: Contest, { as, lines, scoresOf }: Contenders): Assigned[] {
  const members = new Map<number, number>();
  for (const contender of as) members.set(contender, (members.get(contender) ?? 0) + 1);
  return lines.map((line, label) => {
    const contender = as[label]!;
    const scores = members.get(contender) === 1 ? top : scoresOf(label);
    const [rows, margins]: [number[], number[]] = [[], []];
    for (let row = 0; row < best.length; row++) {
      if (best[row] !== contender) continue;
      const margin = scores[row]! - Math.max(second[row]!, line);
      if (margin <= 0) continue;
      rows.push(row);
      margins.push(margin);
    }
    return { rows, margins };
  });
}
