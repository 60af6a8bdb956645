/** Work done one after the other, in the order it was asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    // A turn that failed is told to whom it belongs; the next one comes all the same.
    this.#last = turn.catch(() => {});
    return turn;
  }

  async settled(): Promise<void> {
    await this.#last;
  }
}
