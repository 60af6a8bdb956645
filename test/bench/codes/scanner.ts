import type { Codes } from './encode.ts';
import { LaneScorer } from './lane-scorer.ts';
import { rowsOf, type Matrix } from './products.ts';
import type { Scan } from './ranks.ts';
import { SignDistances } from './sign-distances.ts';

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
    if (quantiser.bits === 1) return Float32Array.from(distances).map((distance) => -distance);
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
