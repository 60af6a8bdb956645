import { denseScores, rowWidth, VECTORS_AT_ONCE, type DenseScores } from './dense-scores.ts';
import { Memory } from './web-assembly.ts';
import { unit } from './vector.ts';

const PAGE = 65_536;
const FLOAT_BYTES = 4;
/** A query's largest value: the sums of 1,024 products with int8 stay below 2³¹. */
const QUERY_RANGE = 1_023;
const ROW_RANGE = 127;
/** Documents whose mean counts as much as no centre at all: of few, the mean is a subject and not the language. */
const CENTRED_HALFWAY = 10;

/** Vectors of documents, row by row. */
export interface DocumentVectors {
  readonly dimensions: number;
  /** Unit vectors in int8, each with any scale. */
  readonly rows: Int8Array;
}

/**
 * Every document as a unit vector away from the mean of all, where a kernel compares them with others
 * (build/wasm/dense-scores.as). What all texts share says nothing of their subjects, and takes up much of a
 * transformer's vectors (Mu and Viswanath, "All-but-the-top", ICLR 2018, §2).
 */
export class DocumentSpace {
  readonly dimensions: number;
  readonly count: number;
  /** The mean of all documents' unit vectors, or nearer to nothing where they are few. */
  readonly centre: Float32Array;
  readonly #rows: Int8Array;
  readonly #scales: Float32Array;
  readonly #queries: Int16Array[];
  readonly #scores: Float32Array[];
  readonly #factors: Float32Array;
  readonly #places: Uint32Array;
  readonly #weights: Float32Array;
  readonly #sum: Float32Array;
  readonly #kernel: DenseScores;
  readonly #at: Places;
  readonly #width: number;

  constructor({ dimensions, rows }: DocumentVectors) {
    this.dimensions = dimensions;
    this.count = rows.length / dimensions;
    this.centre = centreOf(rows, dimensions);
    const width = rowWidth(dimensions);
    this.#width = width;
    const at = placesOf(this.count, width);
    this.#at = at;
    const memory = new Memory({ initial: Math.ceil(at.end / PAGE) });
    const { buffer } = memory;
    this.#rows = new Int8Array(buffer, at.rows, this.count * width);
    this.#scales = new Float32Array(buffer, at.scales, this.count);
    this.#queries = at.queries.map((from) => new Int16Array(buffer, from, width));
    this.#scores = at.scores.map((from) => new Float32Array(buffer, from, this.count));
    this.#factors = new Float32Array(buffer, at.factors, VECTORS_AT_ONCE);
    this.#places = new Uint32Array(buffer, at.places, this.count);
    this.#weights = new Float32Array(buffer, at.weights, this.count);
    this.#sum = new Float32Array(buffer, at.sum, dimensions);
    this.#kernel = denseScores(memory);
    this.#fill(rows, width);
  }

  /** A vector of the same model away from the mean, of length 1. */
  centred(vector: ArrayLike<number>): Float32Array {
    return this.#centreInto(vector, 0, new Float32Array(this.dimensions));
  }

  /** The document of a row as a unit vector, into `into` where it is given. */
  row(index: number, into = new Float32Array(this.dimensions)): Float32Array {
    const width = this.#width;
    const scale = this.#scales[index] ?? 0;
    for (let column = 0; column < this.dimensions; column++)
      into[column] = (this.#rows[index * width + column] ?? 0) * scale;
    return into;
  }

  /** Adds `weight` times the document of a row to a sum. */
  addRow(index: number, weight: number, sum: Float32Array): void {
    // Millions of numbers are added in a fit: fields are read once.
    const rows = this.#rows;
    const from = index * this.#width;
    const scaled = weight * this.#scales[index]!;
    for (let column = 0; column < sum.length; column++) sum[column]! += scaled * rows[from + column]!;
  }

  /** The sum of some documents, each once, times its weight; their order decides the last bits. */
  sumOf(rows: readonly number[], weights: readonly number[]): Float32Array {
    const { scales, rows: from, places, weights: weighed, sum } = this.#at;
    this.#places.set(rows);
    this.#weights.set(weights);
    this.#kernel.sum(from, scales, this.#width, places, weighed, rows.length, sum);
    return this.#sum.slice();
  }

  /** Cosines of every document with a centred unit vector; good until the next call. */
  scores(vector: Float32Array): Float32Array {
    this.#compare([vector]);
    return this.#scores[0]!;
  }

  /** The same with one vector after the other, in less time; scores are good while `found` runs, which may not ask for others. */
  scoresOf(vectors: readonly Float32Array[], found: (scores: Float32Array, place: number) => void): void {
    for (let from = 0; from < vectors.length; from += VECTORS_AT_ONCE) {
      const together = vectors.slice(from, from + VECTORS_AT_ONCE);
      this.#compare(together);
      together.forEach((_, place) => found(this.#scores[place]!, from + place));
    }
  }

  #compare(vectors: readonly Float32Array[]): void {
    vectors.forEach((vector, place) => {
      this.#factors[place] = 1 / rounded(vector, this.#queries[place]!);
    });
    const { rows, scales, queries, factors, scores } = this.#at;
    const [first, second] = scores as [number, number];
    if (vectors.length === VECTORS_AT_ONCE)
      this.#kernel.scoreFour(
        rows,
        scales,
        this.count,
        this.#width,
        queries[0]!,
        factors,
        first,
        second - first,
      );
    else
      vectors.forEach((_, place) => {
        const [query, factor, into] = [queries[place]!, this.#factors[place]!, scores[place]!];
        this.#kernel.score(rows, scales, this.count, this.#width, query, factor, into);
      });
  }

  /** `into`, the vector that stands in `vectors` from a place on away from the mean, of length 1. */
  #centreInto(vectors: ArrayLike<number>, from: number, into: Float32Array): Float32Array {
    let square = 0;
    for (let column = 0; column < into.length; column++) square += vectors[from + column]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let column = 0; column < into.length; column++)
      into[column] = vectors[from + column]! / length - this.centre[column]!;
    return unit(into);
  }

  #fill(rows: Int8Array, width: number): void {
    const { dimensions } = this;
    const vector = new Float32Array(dimensions);
    for (let index = 0; index < this.count; index++) {
      this.#centreInto(rows, index * dimensions, vector);
      let largest = 0;
      for (let column = 0; column < dimensions; column++)
        largest = Math.max(largest, Math.abs(vector[column]!));
      const step = ROW_RANGE / (largest || 1);
      for (let column = 0; column < dimensions; column++)
        this.#rows[index * width + column] = Math.round(vector[column]! * step);
      this.#scales[index] = (largest || 1) / ROW_RANGE;
    }
  }
}

/** Rounds a vector into `into`; answers with how many steps make 1. */
function rounded(vector: Float32Array, into: Int16Array): number {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const step = QUERY_RANGE / largest;
  into.fill(0);
  vector.forEach((value, column) => {
    into[column] = Math.round(value * step);
  });
  return step;
}

/** Bytes. */
interface Places {
  readonly queries: readonly number[];
  readonly scores: readonly number[];
  readonly factors: number;
  readonly sum: number;
  readonly places: number;
  readonly weights: number;
  readonly scales: number;
  readonly rows: number;
  readonly end: number;
}

/** Where everything lies in the kernel's memory, each part at a multiple of 16 bytes. */
function placesOf(count: number, width: number): Places {
  const floats = Math.ceil(count / 4) * 4 * FLOAT_BYTES;
  const each = Array.from({ length: VECTORS_AT_ONCE }, (_, place) => place);
  const factors = VECTORS_AT_ONCE * width * 2;
  const sum = factors + VECTORS_AT_ONCE * FLOAT_BYTES;
  const places = sum + width * FLOAT_BYTES;
  const weights = places + floats;
  const scales = weights + floats;
  const scores = scales + floats;
  const rows = scores + VECTORS_AT_ONCE * floats;
  return {
    queries: each.map((place) => place * width * 2),
    scores: each.map((place) => scores + place * floats),
    factors,
    sum,
    places,
    weights,
    scales,
    rows,
    end: rows + count * width,
  };
}

/** The mean of the unit vectors, nearer to nothing the fewer they are. */
function centreOf(rows: Int8Array, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  const count = rows.length / dimensions;
  for (let from = 0; from < rows.length; from += dimensions) {
    let square = 0;
    for (let column = 0; column < dimensions; column++) square += rows[from + column]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let column = 0; column < dimensions; column++) sum[column]! += rows[from + column]! / length;
  }
  return Float32Array.from(sum, (value) => value / (count + CENTRED_HALFWAY));
}
