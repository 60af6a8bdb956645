import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { Connection } from '../../src-main/rpc/connect.ts';
import { seededRandom } from '../helpers/random.ts';
import { proportionalBytes, watchMemory } from './memory.ts';
import { printRows } from './report.ts';
import { inScratch, withEngine } from './scratch.ts';

/**
 * npm run bench:watch [-- --files 20000]: a folder of made files is watched, then every file of it is written again within
 * seconds. How long until all are current, and what the engine takes meanwhile, beside what it takes idle.
 */
const { values } = parseArgs({ options: { files: { type: 'string', default: '20000' } } });
const COUNT = Number(values.files);
const FOLDERS = 200;
const WORDS = 'harbour violin lease meadow copper orchard lantern gravel timber island pepper engine'.split(
  ' ',
);
/** Files whose stored text is read to tell whether they are current. */
const SAMPLES = 200;
const SETTLED_MILLISECONDS = 5_000;
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
  const { client, pid } = connection;
  await client.engine.change({ deepening: false, recognition: 'off' });
  await client.library.add({ path: papers });
  await client.library.settle({});
  while (!(await client.library.status()).roots.every(({ live }) => live)) await sleep(100);
  // Processes that read files end once nothing is left to read.
  await sleep(2 * SETTLED_MILLISECONDS);
  const idle = proportionalBytes(pid);
  process.stderr.write(`Writing ${COUNT} files again …\n`);
  const started = performance.now();
  const memory = watchMemory((commandLine) => commandLine.includes(library));
  writeAll(papers, 'after');
  const written = (performance.now() - started) / 1_000;
  while (!(await isCurrent(connection, papers))) await sleep(200);
  const seconds = (performance.now() - started) / 1_000;
  const most = memory.stop();
  await sleep(2 * SETTLED_MILLISECONDS);
  const rest = proportionalBytes(pid);
  const told = (work: string, value: number, unit: string) => ({ work, value, unit, isQuality: false });
  return printRows([
    told(`${COUNT} files written again`, written, 's'),
    { ...told('all current after', seconds, 's'), bound: { most: 60 } },
    told('the engine idle before', idle / MEGABYTE, 'MB'),
    told('the engine and its readers at most', most / MEGABYTE, 'MB'),
    { ...told('the engine idle afterwards, of before', rest / idle, ''), bound: { most: 1.2 } },
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
