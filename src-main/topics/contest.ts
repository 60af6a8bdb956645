/** For each document the label it is nearest to, and how near the next one comes; labels enter one after the other. */
export class Contest {
  /** By the order labels entered in; of equals the first. */
  readonly best: Int32Array;
  readonly top: Float32Array;
  readonly second: Float32Array;
  #entered = 0;

  constructor(documents: number) {
    this.best = new Int32Array(documents);
    this.top = new Float32Array(documents).fill(-Infinity);
    this.second = new Float32Array(documents).fill(-Infinity);
  }

  /** @param scores of a label, by document */
  enter(scores: Float32Array): void {
    const { best, top, second } = this;
    const label = this.#entered++;
    for (let document = 0; document < scores.length; document++) {
      const score = scores[document]!;
      if (score > top[document]!) {
        second[document] = top[document]!;
        top[document] = score;
        best[document] = label;
      } else if (score > second[document]!) second[document] = score;
    }
  }
}
