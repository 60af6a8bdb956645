import { setTimeout as sleep } from 'node:timers/promises';

import { InklingError } from '../lib/errors.ts';
import { readAddress } from './address.ts';
import type { Client } from './client.ts';
import { presentPlace } from './library-path.ts';
import { createSocketClient } from './socket-client.ts';
import { engineNotStarted, startEngine } from './start-engine.ts';
import type { StartOptions } from './start-engine.ts';
import { readVersion } from './version.ts';

/** A large library that an earlier version made is brought up to date first; an engine that fails says so at once. */
const START_MILLISECONDS = 180_000;
/** An engine that holds the lock is coming up or closing; after this long, starting one is tried again. */
const WINNER_MILLISECONDS = 1_000;
const PAUSE_MILLISECONDS = 50;

export interface ConnectOptions extends StartOptions {
  /** Who attends, for the engine's own sake: `cli`, `web`. */
  readonly host: string;
  /** Meets a running engine only. */
  readonly startNone?: boolean;
  /** Meets an engine of another version too; only to end it. */
  readonly anyVersion?: boolean;
}

/** A library's engine, kept alive while this stays open. */
export interface Connection {
  readonly client: Client;
  /** The socket or named pipe the engine listens on. */
  readonly socket: string;
  readonly pid: number;
  readonly version: string;
  /** Resolves when the engine ended or this side closed it; `lost` where the engine died. */
  readonly ended: Promise<'closed' | 'lost'>;
  close(): Promise<void>;
}

/** How this process starts an engine where none runs. */
let start: typeof startEngine = startEngine;

/** For a host that is no Node and cannot run one: decided once, before it connects. Answers how to undo it. */
export function startEnginesBy(starter: typeof startEngine): () => void {
  const before = start;
  start = starter;
  return () => {
    start = before;
  };
}

/**
 * Finds the engine of a library or starts it; two hosts that start at once end at one engine, for the library's
 * lock lets only one begin.
 * @throws InklingError ENGINE_NOT_STARTED, ENGINE_NOT_RUNNING, ENGINE_OTHER_VERSION
 */
export async function connectEngine(options: ConnectOptions): Promise<Connection> {
  const deadline = AbortSignal.timeout(START_MILLISECONDS);
  while (!deadline.aborted) {
    // It may move while it is waited for.
    const here = { ...options, library: presentPlace(options.library) };
    const connection = await connectRunning(here, deadline);
    if (connection) return connection;
    if (options.startNone) throw notRunning();
    const outcome = await start(here, deadline);
    if (outcome instanceof InklingError) throw outcome;
    const winner = outcome === 'occupied' ? await connectWinner(here, deadline) : null;
    if (winner) return winner;
  }
  throw engineNotStarted('');
}

/** Waits for the engine that holds the lock; null where it closed instead of coming up. */
async function connectWinner(options: ConnectOptions, deadline: AbortSignal): Promise<Connection | null> {
  const patience = Date.now() + WINNER_MILLISECONDS;
  while (Date.now() < patience && !deadline.aborted) {
    await sleep(PAUSE_MILLISECONDS);
    const connection = await connectRunning(options, deadline);
    if (connection) return connection;
  }
  return null;
}

/** Attends at the address in the library; null where no engine answers there. */
async function connectRunning(options: ConnectOptions, deadline: AbortSignal): Promise<Connection | null> {
  const address = await readAddress(options.library);
  const connection = address && (await attend(address.socket, options.host, deadline));
  if (!connection || options.anyVersion || connection.version === readVersion()) return connection;
  await connection.close();
  throw otherVersion(connection.version);
}

async function attend(socket: string, host: string, deadline: AbortSignal): Promise<Connection | null> {
  const client = createSocketClient(socket);
  const closing = new AbortController();
  const giveUp = () => closing.abort();
  deadline.addEventListener('abort', giveUp, { once: true });
  try {
    const stream = await client.engine.attend({ host }, { signal: closing.signal });
    const first = await stream.next();
    if (first.done) return null;
    const ended = drain(stream);
    return { client, socket, ...first.value, ended, close: () => close(closing, ended) };
  } catch {
    // Nobody listens there, or what listens is no engine: the caller starts one.
    return null;
  } finally {
    deadline.removeEventListener('abort', giveUp);
  }
}

async function close(closing: AbortController, ended: Promise<unknown>): Promise<void> {
  closing.abort();
  await ended;
}

async function drain(stream: AsyncIterator<unknown>): Promise<'closed' | 'lost'> {
  try {
    while (!(await stream.next()).done);
    return 'closed';
  } catch {
    return 'lost';
  }
}

function notRunning(): InklingError {
  return new InklingError('ENGINE_NOT_RUNNING', {
    cause: 'No engine runs for this library.',
    remedy: 'Nothing needs to be done: every other command starts one by itself.',
  });
}

function otherVersion(version: string): InklingError {
  return new InklingError('ENGINE_OTHER_VERSION', {
    cause: `An engine of version ${version} has this library open; this program is version ${readVersion()}.`,
    remedy: 'Close the other Inkling, or end its engine with `inkling stop`, then try again.',
  });
}
