import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { connectEngine } from '../../src-main/rpc/connect.ts';

const ENGINE = fileURLToPath(new URL('../../src-main/rpc/engine-process.ts', import.meta.url));

export interface Indexed {
  readonly digest: string | null;
  readonly vectors: number;
}

export interface RunOptions {
  readonly deep?: boolean;
  /** Milliseconds after the start at which the whole process group is killed. */
  readonly killAfter?: number;
}

/** Starts an engine, lets it read a folder, and ends it; null where it was killed before its end. */
export async function runEngineOn(
  folder: string,
  library: string,
  { deep = false, killAfter }: RunOptions = {},
): Promise<Indexed | null> {
  const engine = fork(ENGINE, ['--library', library], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new Promise<null>((resolve) => engine.once('exit', () => resolve(null)));
  const kill = () => process.kill(-(engine.pid ?? 0), 'SIGKILL');
  const timer = killAfter === undefined ? undefined : setTimeout(kill, killAfter);
  const ready = new Promise((resolve) => engine.once('message', resolve));
  const indexed = ready.then(() => index(folder, library, deep));
  // What a call meets when its engine is killed is told elsewhere.
  const outcome = await Promise.race([ended, indexed.catch(() => null)]);
  clearTimeout(timer);
  if (engine.exitCode === null && engine.signalCode === null) kill();
  await ended;
  return outcome;
}

async function index(folder: string, library: string, deep: boolean): Promise<Indexed> {
  const { client } = await connectEngine({ library, host: 'test', startNone: true });
  await client.engine.change({ deepening: false, recognition: 'off' });
  await client.library.add({ path: folder });
  await client.library.settle({ deep });
  const { digest } = await client.engine.doctor({ digest: true });
  return { digest, vectors: (await client.library.status()).vectors };
}
