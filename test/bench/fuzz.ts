import { parseArgs } from 'node:util';

import { fuzzFormat, type Finding, type Tally } from './fuzz/campaign.ts';
import { filesAsFixtures, madeFixtures } from './fuzz/fixtures.ts';
import { FuzzReader } from './fuzz/reader.ts';
import { tell } from './indexing.ts';

/**
 * npm run bench:fuzz -- [--seconds 60] [--seed 1] [--only FORMAT] [--files FOLDER]
 * Every format's reader reads mutations of sound files for its share of the time: nothing but declared reasons may come
 * of it. With --files the small files of a folder are mutated, instead of made ones. Ends with 1 on a finding; a
 * finding's seed with --only and --seconds 1 gives the same bytes first.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    files: { type: 'string' },
  },
});
const fixtures = values.files === undefined ? await madeFixtures() : filesAsFixtures(values.files);
const formats = [...fixtures.keys()].filter((format) => format === (values.only ?? format)).toSorted();
if (formats.length === 0) {
  tell(`There is no such format; there are ${[...fixtures.keys()].toSorted().join(' ')}.`);
  process.exit(2);
}
const share = (Number(values.seconds) * 1_000) / formats.length;
const reader = new FuzzReader();
const findings: Finding[] = [];
try {
  console.log('format     runs  slowest  endings');
  for (const format of formats) {
    const goesOn = (runs: number, milliseconds: number): boolean => runs === 0 || milliseconds < share;
    const campaign = { reader, fixtures, seed: Number(values.seed), goesOn };
    const { tally, findings: found } = await fuzzFormat(format, campaign);
    findings.push(...found);
    console.log(row(tally));
  }
} finally {
  reader.close();
}
for (const { format, seed, what } of findings) console.log(`FOUND ${format} --seed ${seed}: ${what}`);
console.log(`${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);

function row({ format, runs, slowest, endings }: Tally): string {
  const told = [...endings]
    .toSorted(([, left], [, right]) => right - left)
    .map(([ending, count]) => `${ending} ${count}`);
  return `${format.padEnd(8)} ${String(runs).padStart(6)}  ${`${Math.ceil(slowest)} ms`.padStart(7)}  ${told.join(', ')}`;
}
