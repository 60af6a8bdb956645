import { encode, type Codes } from './encode.ts';
import { exactNearest } from './exact.ts';
import { LaneScorer } from './lane-scorer.ts';
import { rowsOf, type Matrix, type Products } from './products.ts';
import { project, type Projection } from './projection.ts';
import type { Quantiser } from './quantisers.ts';
import { ranksOf, type Ranks, type Scan } from './ranks.ts';
import { SignDistances } from './sign-distances.ts';

/** A way to make codes: what is looked at, and how it is rounded. */
export interface Method {
  readonly name: string;
  readonly projection: Projection;
  readonly quantiser: Quantiser;
  /** Whether each code's worth is kept beside it. */
  readonly keepsWorths: boolean;
}

/** Unit vectors, and for each query the places that are wanted. */
export interface Pool {
  readonly vectors: Matrix;
  readonly queries: Matrix;
  readonly exact: readonly (readonly number[])[];
}

export function poolOf(products: Products, vectors: Matrix, queries: Matrix): Pool {
  return { vectors, queries, exact: exactNearest(products, queries, vectors) };
}

/** What is known of a method once every query has been asked. */
export interface Measured {
  readonly method: Method;
  readonly codes: Codes;
  /** Of every wanted place of every query, in order. */
  readonly ranks: readonly Ranks[];
  readonly scanner: Scanner;
}

export async function measureMethod(products: Products, method: Method, pool: Pool): Promise<Measured> {
  const codes = codesOf(products, method, pool.vectors);
  return measureCodes(products, { method, codes, queries: pool.queries, exact: pool.exact });
}

/** What is asked of codes that are made. */
interface Asked extends Pick<Measured, 'method' | 'codes'>, Pick<Pool, 'queries' | 'exact'> {}

export async function measureCodes(
  products: Products,
  { method, codes, queries, exact }: Asked,
): Promise<Measured> {
  const lanes = project(products, method.projection, queries);
  const scanner = await Scanner.load(lanes, codesOf(products, method, queries));
  const ranks = exact.flatMap((wanted, query) => ranksOf(scanner.scan(codes, query), wanted));
  return { method, codes, ranks, scanner };
}

/** The codes of unit vectors, whose lanes deviate by one over the root of their number. */
export function codesOf(products: Products, method: Method, vectors: Matrix): Codes {
  const { projection, quantiser, keepsWorths } = method;
  const deviation = 1 / Math.sqrt(vectors.columns);
  return encode(project(products, projection, vectors), quantiser, { deviation, keepsWorths });
}

/** Scans codes for queries, in every way that is compared. */
export class Scanner {
  readonly count: number;
  readonly #queries: Matrix;
  readonly #codes: Codes;
  readonly #distances: SignDistances;

  private constructor(queries: Matrix, codes: Codes, distances: SignDistances) {
    this.count = rowsOf(queries);
    this.#queries = queries;
    this.#codes = codes;
    this.#distances = distances;
  }

  /** The queries' lanes, and their codes. */
  static async load(queries: Matrix, codes: Codes): Promise<Scanner> {
    return new Scanner(queries, codes, await SignDistances.load(queries.columns / 8));
  }

  scan(codes: Codes, query: number): Scan {
    const distances = this.distances(codes, query);
    const asymmetric = this.scorer(query).scores(codes);
    return { distances, asymmetric, symmetric: this.symmetric(codes, query, distances) };
  }

  distances({ signs, lanes }: Codes, query: number): Uint16Array {
    const bytes = lanes / 8;
    return this.#distances.measure(this.#codes.signs.subarray(query * bytes, (query + 1) * bytes), signs);
  }

  /** The real-valued query's. */
  scorer(query: number): LaneScorer {
    return new LaneScorer(this.#lanes(query), this.#codes.quantiser);
  }

  /** The query rounded as codes are: signs by counting bits, finer levels by the sum of the products of levels. */
  symmetric(codes: Codes, query: number, distances: Uint16Array): Float32Array {
    const { quantiser } = codes;
    if (quantiser.bits === 1) return Float32Array.from(distances, (distance) => -distance);
    return new LaneScorer(this.#roundedLanes(query), quantiser).scores(codes);
  }

  #lanes(query: number): Float32Array {
    const { values, columns } = this.#queries;
    return values.subarray(query * columns, (query + 1) * columns);
  }

  #roundedLanes(query: number): Float32Array {
    const { packed, lanes, quantiser } = this.#codes;
    const aByte = 8 / quantiser.bits;
    return Float32Array.from({ length: lanes }, (_, lane) => {
      const byte = packed[Math.floor((query * lanes + lane) / aByte)]!;
      return quantiser.values[(byte >> ((lane % aByte) * quantiser.bits)) & ((1 << quantiser.bits) - 1)]!;
    });
  }
}
