import { fork } from 'node:child_process';
import type { ChildProcess, Serializable } from 'node:child_process';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { CONNECTION_ATTEMPT, countAttempt } from '../lib/connections.ts';
import { entryBeside, onDisk, packageRoot } from '../lib/entry.ts';
import type { ChildHandle, MessageChannelPort, SpawnOptions } from '../lib/processes.ts';
import { HEAP_FLAGS, LEAN_FLAGS } from './heap-flags.ts';

/** What a process needs to run at all; nothing of the person's session goes on to a child. */
const ENVIRONMENT_KEPT = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ'];

/** Starts children by child_process; for hosts outside Electron. */
export function spawnChild(entry: URL, options: SpawnOptions = {}): ChildHandle {
  const child = fork(fileURLToPath(entry), options.name === undefined ? [] : [options.name], {
    serialization: 'advanced',
    execArgv: [
      ...(options.isLean === true ? LEAN_FLAGS : HEAP_FLAGS),
      ...bounds(options),
      '--import',
      entryBeside('child-guard', import.meta.url).href,
    ],
    env: options.isBounded === true ? {} : keptEnvironment(),
    // What a parser of foreign files prints may quote them.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // The guard of the child tells of them, whatever the child is about.
  child.on('message', (message) => {
    if (message === CONNECTION_ATTEMPT) countAttempt();
  });
  return {
    port: childPort(child),
    pid: child.pid ?? null,
    kill: () => void child.kill('SIGKILL'),
    exited: childExit(child),
  };
}

/** Node's permission model: whatever is not named here is refused. */
function bounds({ isBounded, threads = false }: SpawnOptions): string[] {
  if (isBounded !== true) return [];
  const readable = programFolders().map((folder) => `--allow-fs-read=${folder}`);
  return ['--permission', ...readable, ...(threads ? ['--allow-worker'] : [])];
}

/** With the place of what an archive cannot hold, where there is one. */
function programFolders(): string[] {
  const folder = programFolder();
  return [...new Set([folder, dirname(onDisk(join(folder, 'package.json')))])];
}

/** Where the program and its libraries lie: all of the outermost node_modules where it is installed in one. */
function programFolder(): string {
  const root = packageRoot();
  const outermost = root.indexOf(`${sep}node_modules${sep}`);
  return outermost < 0 ? root : root.slice(0, outermost + `${sep}node_modules`.length);
}

/** Sends in order: Node queues what the pipe cannot take yet. Messages to a dead child are dropped. */
function childPort(child: ChildProcess): MessageChannelPort {
  return {
    postMessage: (message) => {
      if (child.connected) child.send(message as Serializable, () => {});
    },
    onMessage: (listener) =>
      void child.on('message', (message) => {
        if (message !== CONNECTION_ATTEMPT) listener(message);
      }),
  };
}

/** Waits for the channel too, so that the last message is heard before the end. */
async function childExit(child: ChildProcess): Promise<string> {
  const disconnected = new Promise<void>((resolve) => child.once('disconnect', resolve));
  const ended = await new Promise<string>((resolve) => {
    child.once('error', () => resolve('not started'));
    child.once('exit', (code, signal) => resolve(signal ?? String(code)));
  });
  if (child.connected) await disconnected;
  return ended;
}

function keptEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(ENVIRONMENT_KEPT.map((name) => [name, process.env[name]]));
}
