import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from './entry.ts';
import { Instance, Memory, Module } from './web-assembly.ts';
import { lengthOf, unit } from './vector.ts';

/** A function of the kernel; its parameters stand in the source. */
type Score = (...numbers: readonly number[]) => void;

const PAGE = 65_536;
/** The kernel takes so many dimensions at once. */
const DIMENSIONS_AT_ONCE = 16;
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
  readonly #query: Int16Array;
  readonly #scores: Float32Array;
  readonly #run: (width: number) => void;

  constructor({ dimensions, rows }: DocumentVectors) {
    this.dimensions = dimensions;
    this.count = rows.length / dimensions;
    this.centre = centreOf(rows, dimensions);
    const width = Math.ceil(dimensions / DIMENSIONS_AT_ONCE) * DIMENSIONS_AT_ONCE;
    const at = placesOf(this.count, width);
    const memory = new Memory({ initial: Math.ceil(at.end / PAGE) });
    this.#rows = new Int8Array(memory.buffer, at.rows, this.count * width);
    this.#scales = new Float32Array(memory.buffer, at.scales, this.count);
    this.#query = new Int16Array(memory.buffer, at.query, width);
    this.#scores = new Float32Array(memory.buffer, at.scores, this.count);
    const kernel = Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/dense-scores.wasm')));
    const score = new Instance(new Module(kernel), { env: { memory } }).exports['score'] as Score;
    this.#run = () => {
      score(at.rows, at.scales, this.count, width, at.query, at.scores);
    };
    this.#fill(rows, width);
  }

  /** A vector of the same model away from the mean, of length 1. */
  centred(vector: ArrayLike<number>): Float32Array {
    const length = lengthOf(vector) || 1;
    return unit(Float32Array.from(vector, (value, index) => value / length - (this.centre[index] ?? 0)));
  }

  /** The document of a row as a unit vector, into `into` where it is given. */
  row(index: number, into = new Float32Array(this.dimensions)): Float32Array {
    const width = this.#query.length;
    const scale = this.#scales[index] ?? 0;
    for (let column = 0; column < this.dimensions; column++)
      into[column] = (this.#rows[index * width + column] ?? 0) * scale;
    return into;
  }

  /** Cosines of every document with a centred unit vector; good until the next call. */
  scores(vector: Float32Array): Float32Array {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    const step = QUERY_RANGE / largest;
    this.#query.fill(0);
    vector.forEach((value, column) => {
      this.#query[column] = Math.round(value * step);
    });
    this.#run(this.#query.length);
    for (let index = 0; index < this.count; index++) this.#scores[index]! /= step;
    return this.#scores;
  }

  #fill(rows: Int8Array, width: number): void {
    const { dimensions } = this;
    for (let index = 0; index < this.count; index++) {
      const vector = this.centred(rows.subarray(index * dimensions, (index + 1) * dimensions));
      const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
      for (let column = 0; column < dimensions; column++)
        this.#rows[index * width + column] = Math.round((vector[column]! / largest) * ROW_RANGE);
      this.#scales[index] = largest / ROW_RANGE;
    }
  }
}

/** Where everything lies in the kernel's memory, each part at a multiple of 16 bytes. */
function placesOf(
  count: number,
  width: number,
): Record<'query' | 'scales' | 'scores' | 'rows' | 'end', number> {
  const floats = Math.ceil(count / 4) * 16;
  const scales = width * 2;
  const scores = scales + floats;
  const rows = scores + floats;
  return { query: 0, scales, scores, rows, end: rows + count * width };
}

/** The mean of the unit vectors, nearer to nothing the fewer they are. */
function centreOf(rows: Int8Array, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  const count = rows.length / dimensions;
  for (let from = 0; from < rows.length; from += dimensions) {
    const row = rows.subarray(from, from + dimensions);
    const length = lengthOf(row) || 1;
    for (let column = 0; column < dimensions; column++) sum[column]! += row[column]! / length;
  }
  return Float32Array.from(sum, (value) => value / (count + CENTRED_HALFWAY));
}
