import { once } from 'node:events';

import type { Engine } from '../engine/index.ts';
import { prepareSocket, removeAddress, writeAddress } from './address.ts';
import { Attendance } from './attendance.ts';
import { engineGone } from './errors.ts';
import { servePort } from './message-port.ts';
import { createRouter } from './router.ts';
import type { EngineHost, EngineRouter } from './router.ts';
import { serveSocket } from './serve.ts';
import type { UtilityHost } from './utility-host.ts';
import { readVersion } from './version.ts';

/** An engine outlives its last host by this long: enough for the next command or a reloaded page. */
const GRACE_MILLISECONDS = 10_000;
/** The answer to `stop` is on its way by then. */
const STOP_MILLISECONDS = 50;
/** Databases that have not closed by then are left to the recovery of the next start. */
const CLOSE_MILLISECONDS = 10_000;
/** A library that was not copied by then stays where it is; hosts wait a little longer for the next engine. */
const MOVE_MILLISECONDS = 170_000;

const EXIT_FAILED = 1;

export interface Serving {
  readonly library: string;
  /** The program around, in a packaged app. */
  readonly shell: UtilityHost | null;
  /** It listens. */
  readonly onReady: () => void;
}

/** Answers hosts until they are gone or one of them ends it, then closes the engine. */
export async function serveUntilEnd(engine: Engine, { library, shell, onReady }: Serving): Promise<void> {
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
  onReady();
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
