import { median } from '../report.ts';
import { bytesOf, type Codes } from './encode.ts';
import type { Measured } from './measure.ts';
import { cutOf } from './ranks.ts';

const TIMED_CODES = 100_000;
const TIMES = 9;
/** Ten times the candidates of a search. */
const SHORTLIST = 2_000;

export interface ScanTimes {
  /** Codes against codes. */
  readonly symmetric: number;
  /** Bits against bits, then the real-valued query against 2,000. */
  readonly shortlist: number;
}

/** Milliseconds a scan of 100,000 codes takes: the collection's own, again and again. */
export function timeScans({ codes, scanner }: Measured): ScanTimes {
  const many = repeated(codes, TIMED_CODES);
  const scanBits = (query: number): unknown => scanner.distances(many, query);
  const scanLevels = (query: number): unknown => scanner.symmetric(many, query, new Uint16Array());
  return {
    symmetric: timed(scanner.count, codes.quantiser.bits === 1 ? scanBits : scanLevels),
    shortlist: timed(scanner.count, (query) => {
      const distances = scanner.distances(many, query);
      const cut = cutOf(distances, SHORTLIST);
      const scorer = scanner.scorer(query);
      let best = Number.NEGATIVE_INFINITY;
      for (let place = 0; place < distances.length; place += 1)
        if (distances[place]! <= cut) best = Math.max(best, scorer.scoreAt(many, place));
      return best;
    }),
  };
}

function timed(queries: number, scan: (query: number) => unknown): number {
  const times = Array.from({ length: TIMES }, (_, time) => {
    const started = performance.now();
    scan(time % queries);
    return performance.now() - started;
  });
  return median(times);
}

function repeated(codes: Codes, count: number): Codes {
  return {
    ...codes,
    packed: repeatedTo(codes.packed, count * bytesOf(codes)),
    signs: repeatedTo(codes.signs, (count * codes.lanes) / 8),
  };
}

function repeatedTo(bytes: Uint8Array, length: number): Uint8Array {
  const filled = new Uint8Array(length);
  for (let from = 0; from < length; from += bytes.length)
    filled.set(bytes.subarray(0, Math.min(bytes.length, length - from)), from);
  return filled;
}
