import { encode, type Codes } from './encode.ts';
import { exactNearest } from './exact.ts';
import type { Matrix, Products } from './products.ts';
import { project, type Projection } from './projection.ts';
import type { Quantiser } from './quantisers.ts';
import { ranksOf, type Ranks } from './ranks.ts';
import { Scanner } from './scanner.ts';

/** A way to make codes: what is looked at, and how it is rounded. */
export interface Method {
  readonly name: string;
  readonly projection: Projection;
  readonly quantiser: Quantiser;
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
  const { projection, quantiser } = method;
  const deviation = 1 / Math.sqrt(vectors.columns);
  return encode(project(products, projection, vectors), quantiser, deviation);
}
