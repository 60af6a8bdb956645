import { bytesOf } from './encode.ts';
import type { Measured } from './measure.ts';
import { DEPTHS, recallAt } from './ranks.ts';
import { timeScans } from './timing.ts';

const WIDTH = 34;

/** The first line of a table. */
export function printHead(title: string): void {
  const depths = DEPTHS.map((depth) => `@${depth}`.padStart(7)).join('');
  process.stdout.write(`\n${title}\n${''.padEnd(WIDTH)} bits×dims bytes${depths}  ms/100,000\n`);
}

/** Two lines a method: codes against codes, and a shortlist of bits ordered by the real-valued query. */
export function printMethod(measured: Measured): void {
  const { method, codes, ranks } = measured;
  const times = timeScans(measured);
  const size = `${codes.quantiser.bits}×${codes.lanes}`.padStart(9);
  const bytes = String(bytesOf(codes)).padStart(6);
  const lines = [
    [
      'codes',
      DEPTHS.map((depth) =>
        recallAt(
          ranks.map(({ symmetric }) => symmetric),
          depth,
        ),
      ),
      times.symmetric,
    ],
    ['shortlist', DEPTHS.map((depth) => shortlistRecall(measured, depth)), times.shortlist],
  ] as const;
  for (const [way, recalls, milliseconds] of lines) {
    const work = `${method.name}, ${way}`.padEnd(WIDTH);
    process.stdout.write(
      `${work} ${size}${bytes}${recalls.map(figure).join('')}  ${milliseconds.toFixed(2).padStart(10)}\n`,
    );
  }
}

export function shortlistRecall({ ranks }: Measured, depth: number): number {
  return recallAt(
    ranks.map(({ shortlisted }) => shortlisted.get(depth) ?? Number.POSITIVE_INFINITY),
    depth,
  );
}

/** Four digits and never rounded up. */
function figure(value: number): string {
  return (Math.trunc(value * 10_000) / 10_000).toFixed(4).padStart(7);
}
