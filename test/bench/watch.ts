import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { Connection } from '../../src-main/rpc/connect.ts';
import { seededRandom } from '../helpers/random.ts';
import { sumOf, watchMemory } from './memory.ts';
import { printRows } from './report.ts';
import { inScratch, withEngine } from './scratch.ts';

/**
 * npm run bench:watch [-- --files 20000 --rest 75]: a folder of made files is watched, then every file of it is written again within
 * seconds. How long until all are current, and what the engine and all its processes take together, from the first write
 * until they rest again, of what they take idle: the library open, all of it read, nothing to do and nobody asking, since
 * long enough that every thread and process that only stood by is gone.
 */
const { values } = parseArgs({
  options: { files: { type: 'string', default: '20000' }, rest: { type: 'string', default: '75' } },
});
const COUNT = Number(values.files);
const FOLDERS = 200;
const WORDS = 'harbour violin lease meadow copper orchard lantern gravel timber island pepper engine'.split(
  ' ',
);
/** Files whose stored text is read to tell whether they are current. */
const SAMPLES = 200;
/** The longest that a thread stands by is a minute. */
const RESTED_MILLISECONDS = 1_000 * Number(values.rest);
const MEGABYTE = 1_000_000;

const random = seededRandom(1);
const isSound = await inScratch((scratch) => {
  const papers = join(scratch, 'papers');
  const library = join(scratch, 'library');
  for (let folder = 0; folder < FOLDERS; folder += 1)
    mkdirSync(join(papers, String(folder)), { recursive: true });
  writeAll(papers, 'before');
  return withEngine(library, (connection) => measure(connection, { papers, library }));
});
process.exit(isSound ? 0 : 1);

interface Places {
  readonly papers: string;
  readonly library: string;
}

async function measure(connection: Connection, { papers, library }: Places): Promise<boolean> {
  const { client } = connection;
  const isOurs = (commandLine: string): boolean => commandLine.includes(library);
  await client.engine.change({ deepening: false, recognition: 'off' });
  await client.library.add({ path: papers });
  await client.library.settle({});
  while (!(await client.library.status()).roots.every(({ live }) => live)) await sleep(100);
  await sleep(RESTED_MILLISECONDS);
  const idle = sumOf(isOurs);
  process.stderr.write(`Writing ${COUNT} files again …\n`);
  const started = performance.now();
  const memory = watchMemory(isOurs);
  writeAll(papers, 'after');
  const written = (performance.now() - started) / 1_000;
  while (!(await isCurrent(connection, papers))) await sleep(200);
  const seconds = (performance.now() - started) / 1_000;
  await sleep(RESTED_MILLISECONDS);
  const most = memory.stop();
  const rest = sumOf(isOurs);
  const told = (work: string, value: number, unit: string) => ({ work, value, unit, isQuality: false });
  return printRows([
    told(`${COUNT} files written again`, written, 's'),
    { ...told('all current after', seconds, 's'), bound: { most: 60 } },
    told('all processes idle before', idle / MEGABYTE, 'MB'),
    told('all processes at most', most / MEGABYTE, 'MB'),
    { ...told('at most, of idle', most / idle, ''), bound: { most: 1.2 } },
    { ...told('idle afterwards, of before', rest / idle, ''), bound: { most: 1.2 } },
  ]);
}

function pathOf(papers: string, file: number): string {
  return join(papers, String(file % FOLDERS), `${file}.txt`);
}

function writeAll(papers: string, marker: string): void {
  for (let file = 0; file < COUNT; file += 1) {
    const words = Array.from({ length: 60 }, () => WORDS[Math.floor(random() * WORDS.length)]);
    writeFileSync(pathOf(papers, file), `${marker} ${file} ${words.join(' ')}\n`);
  }
}

async function isCurrent({ client }: Connection, papers: string): Promise<boolean> {
  if ((await client.library.status()).waiting > 0) return false;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const path = pathOf(papers, Math.floor((sample * COUNT) / SAMPLES));
    const { text } = await client.document.read({ path, start: 0, length: 10 });
    if (!text.startsWith('after')) return false;
  }
  return true;
}
