import { greatest, WANTED } from './exact.ts';
import type { Matrix } from './products.ts';

/** The nearest places of each query among all that were shown so far, of which nothing else is kept. */
export class NearestSoFar {
  readonly #scores: Float32Array[];
  readonly #places: number[][];

  constructor(queries: number) {
    this.#scores = Array.from({ length: queries }, () => new Float32Array());
    this.#places = Array.from({ length: queries }, () => []);
  }

  /** A row a query, a column a place from `first` on. */
  show({ values, columns }: Matrix, first: number): void {
    this.#places.forEach((places, query) => {
      const shown = values.subarray(query * columns, (query + 1) * columns);
      const added = greatest(shown, WANTED);
      const scores = Float32Array.of(...this.#scores[query]!, ...added.map((place) => shown[place]!));
      const all = [...places, ...added.map((place) => first + place)];
      const kept = greatest(scores, WANTED);
      this.#scores[query] = Float32Array.from(kept, (index) => scores[index]!);
      this.#places[query] = kept.map((index) => all[index]!);
    });
  }

  /** The greatest of each query. */
  get best(): Float32Array {
    return Float32Array.from(this.#scores, ([first]) => first ?? 0);
  }

  get places(): readonly (readonly number[])[] {
    return this.#places;
  }
}
