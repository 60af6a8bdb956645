import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from './entry.ts';
import { Instance, Memory, Module } from './web-assembly.ts';
import { unit } from './vector.ts';

/** A function of the kernel; its parameters stand in the source. */
type Score = (...numbers: readonly number[]) => void;

const PAGE = 65_536;
const FLOAT_BYTES = 4;
/** The kernel takes so many dimensions at once. */
const DIMENSIONS_AT_ONCE = 16;
/** A query's largest value: the sums of 1,024 products with int8 stay below 2³¹. */
const QUERY_RANGE = 1_023;
const ROW_RANGE = 127;
/** Vectors compared at once, a block of rows at a time that stays in the processor's cache: memory is what takes the time. */
const VECTORS_AT_ONCE = 4;
const BLOCK_BYTES = 131_072;
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
  readonly #run: (queries: number) => void;
  readonly #width: number;

  constructor({ dimensions, rows }: DocumentVectors) {
    this.dimensions = dimensions;
    this.count = rows.length / dimensions;
    this.centre = centreOf(rows, dimensions);
    const width = Math.ceil(dimensions / DIMENSIONS_AT_ONCE) * DIMENSIONS_AT_ONCE;
    this.#width = width;
    const at = placesOf(this.count, width);
    const memory = new Memory({ initial: Math.ceil(at.end / PAGE) });
    this.#rows = new Int8Array(memory.buffer, at.rows, this.count * width);
    this.#scales = new Float32Array(memory.buffer, at.scales, this.count);
    this.#queries = at.queries.map((from) => new Int16Array(memory.buffer, from, width));
    this.#scores = at.scores.map((from) => new Float32Array(memory.buffer, from, this.count));
    const kernel = Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/dense-scores.wasm')));
    const score = new Instance(new Module(kernel), { env: { memory } }).exports['score'] as Score;
    const block = Math.ceil(BLOCK_BYTES / width);
    this.#run = (queries) => {
      for (let row = 0; row < this.count; row += block)
        for (let query = 0; query < queries; query++)
          score(
            at.rows + row * width,
            at.scales + row * FLOAT_BYTES,
            Math.min(block, this.count - row),
            width,
            at.queries[query]!,
            at.scores[query]! + row * FLOAT_BYTES,
          );
    };
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
    const steps = vectors.map((vector, place) => rounded(vector, this.#queries[place]!));
    this.#run(vectors.length);
    steps.forEach((step, place) => {
      const scores = this.#scores[place]!;
      for (let index = 0; index < this.count; index++) scores[index]! /= step;
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

interface Places {
  readonly queries: readonly number[];
  readonly scores: readonly number[];
  readonly scales: number;
  readonly rows: number;
  readonly end: number;
}

/** Where everything lies in the kernel's memory, each part at a multiple of 16 bytes. */
function placesOf(count: number, width: number): Places {
  const floats = Math.ceil(count / 4) * 4 * FLOAT_BYTES;
  const places = Array.from({ length: VECTORS_AT_ONCE }, (_, place) => place);
  const scales = VECTORS_AT_ONCE * width * 2;
  const scores = scales + floats;
  const rows = scores + VECTORS_AT_ONCE * floats;
  return {
    queries: places.map((place) => place * width * 2),
    scores: places.map((place) => scores + place * floats),
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
