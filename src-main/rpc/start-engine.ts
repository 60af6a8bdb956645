import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { entryBeside, packageRoot } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { engineLog, lastWords, trimEngineLog } from './engine-log.ts';
import { ENGINE_FLAGS, MEMORY_ENVIRONMENT } from './heap-flags.ts';
import { LIBRARY_IN_USE } from './library-in-use.ts';
import { startMessageSchema } from './start-message.ts';
import type { StartMessage } from './start-message.ts';

/** How a started engine fared; `occupied` where another one holds the library. */
export type StartOutcome = 'ready' | 'occupied' | InklingError;

/** Where Node keeps what it compiled of this program: a start takes a third less. Nothing is kept where it may not write. */
const COMPILED = join(packageRoot(), 'node_modules/.cache/compile');

export interface StartOptions {
  readonly library: string;
  readonly ephemeral?: boolean;
  /** The entry of the engine's process. */
  readonly entry?: URL;
}

/**
 * Starts an engine that outlives this process; resolves once it listens, has ended, or the deadline is there.
 * A slow one goes on, and answers the next host if that comes in time.
 */
export async function startEngine(options: StartOptions, deadline: AbortSignal): Promise<StartOutcome> {
  const log = openLog(options.library);
  const child = spawnDetached(options, log.descriptor);
  const message = await firstMessage(child, deadline);
  // Neither the process nor its channel may keep the host alive.
  child.unref();
  if (child.connected) child.disconnect();
  if (message?.kind === 'ready') return 'ready';
  if (message?.error.code === LIBRARY_IN_USE) return 'occupied';
  if (message) return new InklingError(message.error.code, message.error);
  return engineNotStarted(lastWords(options.library, log.bytes));
}

export function engineNotStarted(words: string): InklingError {
  return new InklingError('ENGINE_NOT_STARTED', {
    cause: `The engine did not start${words ? `; its last words: ${words}` : '.'}`,
    remedy:
      'Try again; if it stays, run `inkling doctor` and report its answer with engine.log of the library.',
  });
}

function spawnDetached({ library, ephemeral, entry }: StartOptions, log: number): ChildProcess {
  const program = fileURLToPath(entry ?? entryBeside('engine-process', import.meta.url));
  try {
    const args = [program, '--library', library, ...(ephemeral ? ['--ephemeral'] : [])];
    return spawn(process.execPath, [...ENGINE_FLAGS, ...args], {
      // The folder a command was typed in stays free to be moved or unmounted.
      cwd: library,
      env: { ...process.env, ...MEMORY_ENVIRONMENT, NODE_COMPILE_CACHE: COMPILED },
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'ignore', log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}

/**
 * The log and its length so far, for what stands there already is of earlier engines.
 * @throws InklingError LIBRARY_UNWRITABLE
 */
function openLog(library: string): { descriptor: number; bytes: number } {
  try {
    makeFolder(library);
    trimEngineLog(library);
    const descriptor = openSync(engineLog(library), 'a', 0o600);
    return { descriptor, bytes: fstatSync(descriptor).size };
  } catch (thrown) {
    throw libraryUnwritable(thrown);
  }
}

export function libraryUnwritable(thrown: unknown): InklingError {
  return new InklingError('LIBRARY_UNWRITABLE', {
    cause: `The library folder cannot be used: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    remedy: 'Give a folder you may write to with --library.',
  });
}

function firstMessage(child: ChildProcess, deadline: AbortSignal): Promise<StartMessage | null> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(startMessageSchema.parse(message)));
    child.once('error', () => resolve(null));
    deadline.addEventListener('abort', () => resolve(null), { once: true });
    // Not 'exit': a message may still be under way then.
    child.once('disconnect', () => resolve(null));
  });
}
