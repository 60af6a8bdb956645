/** The places of the `count` greatest scores above `floor`, greatest first; equal scores by place. */
export function topPlaces(scores: Float32Array, count: number, floor = Number.NEGATIVE_INFINITY): number[] {
  const heap = new BoundedHeap(count, scores);
  for (let place = 0; place < scores.length; place += 1) {
    if ((scores[place] ?? floor) > floor) heap.offer(place);
  }
  return heap.sorted();
}

/** A binary min-heap of places that keeps the best; the worst kept stands at the root. */
class BoundedHeap {
  readonly #places: number[] = [];
  readonly #limit: number;
  readonly #scores: Float32Array;

  constructor(limit: number, scores: Float32Array) {
    this.#limit = limit;
    this.#scores = scores;
  }

  offer(place: number): void {
    if (this.#places.length < this.#limit) {
      this.#places.push(place);
      this.#rise(this.#places.length - 1);
    } else if (this.#limit > 0 && this.#isWorse(this.#places[0] ?? place, place)) {
      this.#places[0] = place;
      this.#sink(0);
    }
  }

  sorted(): number[] {
    return this.#places.toSorted((left, right) => (this.#isWorse(left, right) ? 1 : -1));
  }

  /** Later places lose ties, so that an answer does not depend on the heap's shape. */
  #isWorse(left: number, right: number): boolean {
    const difference = (this.#scores[left] ?? 0) - (this.#scores[right] ?? 0);
    return difference < 0 || (difference === 0 && left > right);
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfWorse(index, parent)) return;
      index = parent;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= this.#places.length) return;
      const right = left + 1;
      const worse =
        right < this.#places.length && this.#isWorse(this.#places[right] ?? 0, this.#places[left] ?? 0)
          ? right
          : left;
      if (!this.#swapIfWorse(worse, index)) return;
      index = worse;
    }
  }

  #swapIfWorse(child: number, parent: number): boolean {
    const childPlace = this.#places[child] ?? 0;
    const parentPlace = this.#places[parent] ?? 0;
    if (!this.#isWorse(childPlace, parentPlace)) return false;
    this.#places[child] = parentPlace;
    this.#places[parent] = childPlace;
    return true;
  }
}
