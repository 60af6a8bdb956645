import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { temporaryFolder } from './temporary-folder.ts';

/** Where programs run, as a test tells it. */
export interface Surroundings extends AsyncDisposable {
  /** For the name of a test: what was so, and where it could not be had, why. */
  readonly name: string;
  readonly isCutOff: boolean;
  /** The command that runs another one there. */
  command(command: readonly string[]): readonly string[];
  /** A program of its own that starts another one there. */
  program(path: string): Promise<string>;
}

/** Loopback is brought up; then it lives until its input ends. */
const HOLD = 'ip link set lo up && echo ready && exec cat';

/**
 * A network namespace that knows no other computer: nothing but loopback, no route (namespaces(7), unshare(1)). Where
 * the system has none, or forbids it, everything runs as usual, and the name says so.
 */
export async function withoutNetwork(): Promise<Surroundings> {
  if (process.platform !== 'linux') return asUsual(`${process.platform} has no network namespaces`);
  const holder = spawn('unshare', ['--map-root-user', '--net', 'sh', '-c', HOLD]);
  const ended = once(holder, 'exit')
    .then(async () => (await text(holder.stderr)).trim())
    // There is no such program.
    .catch(String);
  const ready = once(holder.stdout, 'data').then(() => null);
  const why = await Promise.race([ready, ended]);
  if (why !== null) return asUsual(why);
  const enter = ['nsenter', `--target=${holder.pid}`, '--user', '--net', '--preserve-credentials', '--'];
  return cutOff(enter, async () => {
    holder.stdin.end();
    await ended;
  });
}

async function cutOff(enter: readonly string[], end: () => Promise<void>): Promise<Surroundings> {
  const folder = await temporaryFolder();
  return {
    name: 'without a network',
    isCutOff: true,
    command: (command) => [...enter, ...command],
    program: async (path) => {
      const script = join(folder.path, 'program');
      await writeFile(script, `#!/bin/sh\nexec ${enter.join(' ')} '${path}' "$@"\n`);
      await chmod(script, 0o700);
      return script;
    },
    async [Symbol.asyncDispose]() {
      await end();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function asUsual(why: string): Surroundings {
  return {
    name: `with the network, for a namespace without one could not be had (${why})`,
    isCutOff: false,
    command: (command) => command,
    program: (path) => Promise.resolve(path),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
