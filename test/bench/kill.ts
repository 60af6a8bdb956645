import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { connectEngine } from '../../src-main/rpc/connect.ts';
import { seededRandom } from '../helpers/random.ts';
import { unpackedCorpus } from './indexing.ts';
import { differences } from './kill/differences.ts';
import { inScratch } from './scratch.ts';

/**
 * npm run bench:kill -- CORPORA [--folder home|formats] [--kills 20] [--seed 1]
 * CORPORA holds home.tar.gz and formats.tar.gz, or one of them unpacked. Kills the process group of an engine that
 * indexes the folder, at random instants spread over the length of a whole run: odd kills from a fresh library, even
 * ones on what the kill before left. After every second kill the library is read to its end and its digest compared
 * with an undisturbed one's.
 */
const ENGINE = fileURLToPath(new URL('../../src-main/rpc/engine-process.ts', import.meta.url));
const KILLS_A_LIBRARY = 2;

interface Run {
  /** Undefined where the engine was killed before its end. */
  readonly digest: string | undefined;
  readonly seconds: number;
  readonly documents: number;
}

/** Indexes a folder in a process group of its own, killed after so many milliseconds. */
async function indexFolder(folder: string, library: string, killAfter?: number): Promise<Run> {
  const started = performance.now();
  const engine = fork(ENGINE, ['--library', library], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<null>((end) => engine.once('exit', () => end(null)));
  const kill = () => process.kill(-(engine.pid ?? 0), 'SIGKILL');
  const timer = killAfter === undefined ? undefined : setTimeout(kill, killAfter);
  const indexed = await Promise.race([ended, whenReady(engine).then(() => settle(folder, library))]).catch(
    () => null,
  );
  clearTimeout(timer);
  if (engine.exitCode === null && engine.signalCode === null) kill();
  await ended;
  const seconds = (performance.now() - started) / 1_000;
  return indexed === null ? { digest: undefined, seconds, documents: 0 } : { ...indexed, seconds };
}

function whenReady(engine: ReturnType<typeof fork>): Promise<unknown> {
  return new Promise((ready) => engine.once('message', ready));
}

async function settle(folder: string, library: string) {
  const { client } = await connectEngine({ library, host: 'kill', startNone: true });
  await client.engine.change({ deepening: false, recognition: 'off' });
  await client.library.add({ path: folder });
  const { documents } = await client.library.settle({});
  const { digest } = await client.engine.doctor({ digest: true });
  return { documents, digest: digest ?? '' };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: 'home' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
    },
  });
  return inScratch(async (scratch) => {
    const folder = unpackedCorpus(resolve(positionals[0] ?? '.'), values.folder, scratch);
    return killAll(folder, scratch, {
      kills: Number(values.kills),
      random: seededRandom(Number(values.seed)),
    });
  });
}

interface Plan {
  readonly kills: number;
  readonly random: () => number;
}

async function killAll(folder: string, scratch: string, { kills, random }: Plan): Promise<number> {
  const undisturbed = await indexFolder(folder, join(scratch, 'undisturbed'));
  console.log(
    `undisturbed: ${undisturbed.documents} documents, ${undisturbed.seconds.toFixed(1)} s, ${undisturbed.digest}`,
  );
  console.log('kill  library   after    resumed in  documents  digest');
  const library = join(scratch, 'killed');
  let different = 0;
  let last = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const isFresh = kill % KILLS_A_LIBRARY === 1;
    if (isFresh) await rm(library, { recursive: true, force: true });
    // One stratum of the run's length each; what an earlier kill left is read in the rest of it.
    const length = undisturbed.seconds - (isFresh ? 0 : last);
    const after = ((kill - 1 + random()) / kills) * length;
    last = after;
    await indexFolder(folder, library, after * 1_000);
    const resumed = isFresh && kill < kills ? null : await indexFolder(folder, library);
    const isEqual = resumed === null || resumed.digest === undisturbed.digest;
    if (!isEqual) different += 1;
    console.log(row(kill, { isFresh, after, resumed, isEqual }));
    if (!isEqual) console.log(differences(join(scratch, 'undisturbed'), library).join('\n'));
  }
  console.log(`${kills} kills, ${different} differences`);
  return different === 0 ? 0 : 1;
}

interface Outcome {
  readonly isFresh: boolean;
  readonly after: number;
  readonly resumed: Run | null;
  readonly isEqual: boolean;
}

function row(kill: number, { isFresh, after, resumed, isEqual }: Outcome): string {
  const rest =
    resumed === null
      ? ['killed again'.padStart(12)]
      : [
          `${resumed.seconds.toFixed(1)} s`.padStart(12),
          String(resumed.documents).padStart(9),
          isEqual ? 'equal' : 'DIFFERENT',
        ];
  return [
    String(kill).padStart(4),
    isFresh ? 'fresh' : 'as left',
    `${after.toFixed(1)} s`.padStart(8),
    ...rest,
  ].join('  ');
}

process.exitCode = await main();
