import { once } from 'node:events';
import { parseArgs } from 'node:util';

import type { Engine, EngineOptions } from '../engine/index.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';
import { watchConnections } from '../lib/connections.ts';
import { prepareSocket, removeAddress, writeAddress } from './address.ts';
import { Attendance } from './attendance.ts';
import { spawnChild } from './child-spawn.ts';
import { describeForLog } from './engine-log.ts';
import { engineGone } from './errors.ts';
import { MEMORY_ENVIRONMENT } from './heap-flags.ts';
import { rememberArrival } from './library-path.ts';
import { servePort } from './message-port.ts';
import { parentPort } from './parent-port.ts';
import { createRouter } from './router.ts';
import type { EngineHost, EngineRouter } from './router.ts';
import { serveSocket } from './serve.ts';
import { LIBRARY_IN_USE } from './start-message.ts';
import type { StartMessage } from './start-message.ts';
import { UtilityHost } from './utility-host.ts';
import { readVersion } from './version.ts';

/** An engine outlives its last host by this long: enough for the next command or a reloaded page. */
const GRACE_MILLISECONDS = 10_000;
/** What was posted to the program around has gone out by then. */
const SAID_MILLISECONDS = 50;
/** The answer to `stop` is on its way by then. */
const STOP_MILLISECONDS = 50;
/** Databases that have not closed by then are left to the recovery of the next start. */
const CLOSE_MILLISECONDS = 10_000;

/** A library that was not copied by then stays where it is; hosts wait a little longer for the next engine. */
const MOVE_MILLISECONDS = 170_000;

const EXIT_FAILED = 1;
/** Only this person may read what the process makes. */
const UMASK = 0o077;

type CreateEngine = (options: EngineOptions) => Promise<Engine>;

/** The program around an engine of a packaged app, which lives no longer than that. */
const shell = openShellLine();

function openShellLine(): UtilityHost | null {
  const parent = parentPort();
  return parent === null ? null : new UtilityHost(parent);
}

/** The life of an engine process, from its arguments to its exit. */
export async function runEngine(create: CreateEngine, argv: readonly string[]): Promise<void> {
  guardProcess();
  watchConnections();
  try {
    const options = parseArguments(argv);
    rememberArrival(options.library);
    const around = shell === null ? { spawn: spawnChild } : { spawn: shell.spawn, desktop: shell.desktop };
    const engine = await create({ ...options, ...around });
    await serveUntilEnd(engine, options.library);
    process.exit(0);
  } catch (thrown) {
    fail(thrown);
  }
}

function parseArguments(argv: readonly string[]): { library: string; ephemeral: boolean } {
  const { values } = parseArgs({
    args: [...argv],
    options: { library: { type: 'string' }, ephemeral: { type: 'boolean', default: false } },
  });
  if (values.library !== undefined) return { library: values.library, ephemeral: values.ephemeral };
  throw new InklingError('LIBRARY_NOT_NAMED', {
    cause: 'The engine was started without a library.',
    remedy: 'Start it with --library DIR.',
  });
}

async function serveUntilEnd(engine: Engine, library: string): Promise<void> {
  const version = readVersion();
  const socket = await prepareSocket(library);
  const ending = new AbortController();
  const end = () => ending.abort();
  const attendance = new Attendance(GRACE_MILLISECONDS, end);
  process.once('SIGTERM', end);
  const router = createRouter(engine, engineHost(version, attendance, ending));
  const served = await serveSocket(router, engine, socket);
  if (shell !== null) attendShell(shell, { router, attendance, end: () => ending.abort(engineGone()) });
  await writeAddress(library, { socket, pid: process.pid, version });
  tell({ kind: 'ready' });
  await once(ending.signal, 'abort');
  attendance.close();
  const limit = engine.isMoving() ? MOVE_MILLISECONDS : CLOSE_MILLISECONDS;
  setTimeout(() => process.exit(EXIT_FAILED), limit).unref();
  await removeAddress(library, socket);
  await served.close();
  await engine.close();
}

interface Attended {
  readonly router: EngineRouter;
  readonly attendance: Attendance;
  /** Other hosts take it for a break, and start the next engine themselves. */
  readonly end: () => void;
}

function attendShell(line: UtilityHost, { router, attendance, end }: Attended): void {
  attendance.enter();
  line.onCaller = (port) => servePort(router, port);
  line.onEnd = end;
}

function engineHost(version: string, attendance: Attendance, ending: AbortController): EngineHost {
  return {
    version,
    ending: ending.signal,
    attend: () => attendance.enter(),
    get attending() {
      return attendance.hosts;
    },
    stop: () => void setTimeout(() => ending.abort(), STOP_MILLISECONDS),
    restart: () => void setTimeout(() => ending.abort(engineGone()), STOP_MILLISECONDS),
  };
}

function guardProcess(): void {
  if (process.platform !== 'win32') process.umask(UMASK);
  // They were for this process alone, not for the programs that open the person's documents.
  for (const name of Object.keys(MEMORY_ENVIRONMENT)) delete process.env[name];
  process.on('SIGINT', () => {});
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

/** Being second is no failure: the host that started this engine goes to the first one. */
function fail(thrown: unknown): void {
  const { code, message, remedy } = normaliseError(thrown);
  if (code !== LIBRARY_IN_USE) process.stderr.write(`${describeForLog(thrown)}\n`);
  tell({ kind: 'failed', error: { code, cause: message, remedy } }, () => process.exit(EXIT_FAILED));
}

function tell(message: StartMessage, then: () => void = () => {}): void {
  if (shell !== null) {
    shell.tell(message);
    setTimeout(then, SAID_MILLISECONDS);
  } else if (process.connected && process.send) process.send(message, then);
  else then();
}
