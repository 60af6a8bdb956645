import { below, seededRandom } from '../../helpers/random.ts';
import type { Fixtures } from './fixtures.ts';
import { mutate, mutateMember } from './mutate.ts';
import type { FuzzReader } from './reader.ts';

export interface Finding {
  readonly format: string;
  /** Gives the same bytes again as the first run of this format. */
  readonly seed: number;
  readonly what: string;
}

/** What became of one format. */
export interface Tally {
  readonly format: string;
  runs: number;
  slowest: number;
  readonly endings: Map<string, number>;
}

export interface Campaign {
  readonly reader: FuzzReader;
  readonly fixtures: Fixtures;
  readonly seed: number;
  /** Asked before every run of a format. */
  readonly goesOn: (runs: number, milliseconds: number) => boolean;
}

/** Reads mutations of one format's files for as long as it may. */
export async function fuzzFormat(
  format: string,
  { reader, fixtures, seed, goesOn }: Campaign,
): Promise<{ tally: Tally; findings: Finding[] }> {
  const tally: Tally = { format, runs: 0, slowest: 0, endings: new Map() };
  const findings: Finding[] = [];
  const name = `x.${format}`;
  // The reader of a format is loaded by its first file.
  await reader.read({ name, bytes: fixtures.get(format)?.[0] ?? new Uint8Array() });
  const began = performance.now();
  while (goesOn(tally.runs, performance.now() - began)) {
    const started = performance.now();
    const bytes = mutation(format, fixtures, seed + tally.runs);
    const { ending, undeclared } = await reader.read({ name, bytes });
    if (undeclared !== null) findings.push({ format, seed: seed + tally.runs, what: undeclared });
    tally.slowest = Math.max(tally.slowest, performance.now() - started);
    tally.endings.set(ending, (tally.endings.get(ending) ?? 0) + 1);
    tally.runs += 1;
  }
  return { tally, findings };
}

const PACKAGE = 'PK\x03\x04';

/** The other file may be of any format. */
function mutation(format: string, fixtures: Fixtures, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[below(from.length, random)];
  const bytes = pick(fixtures.get(format) ?? []) ?? new Uint8Array(1);
  const isPackage = Buffer.from(bytes.subarray(0, PACKAGE.length)).toString('latin1') === PACKAGE;
  if (isPackage && random() < 0.7) return mutateMember(bytes, random);
  const others = random() < 0.5 ? fixtures.get(format) : pick([...fixtures.values()]);
  return mutate(bytes, pick(others ?? []) ?? bytes, random);
}
