import { entryBeside } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { connectEngine } from '../rpc/connect.ts';
import type { Connection } from '../rpc/connect.ts';
import { forwardRouter } from '../rpc/forward-router.ts';
import { servePort } from '../rpc/message-port.ts';
import { processEnded } from '../rpc/process-ended.ts';
import { engineNotStarted } from '../rpc/start-engine.ts';
import type { Electron, ShellPort } from './electron.ts';
import { ServedEngine } from './serve-engine.ts';
import { forkUtility } from './spawn-utility.ts';

/** A library's engine as the shell sees it. */
export interface RunningEngine extends Pick<Connection, 'client' | 'socket' | 'pid'> {
  readonly ended: Promise<unknown>;
  /** Lets a page call it by this port. */
  serve(port: ShellPort): void;
  /** Leaves it; one of our own closes its databases and is gone then. */
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly library: string;
  /** The entry of the engine's process. */
  readonly entry?: URL;
}

/**
 * Meets the engine that a terminal started, or starts one of our own.
 * @throws InklingError as connectEngine does
 */
export async function beginEngine(electron: Electron, options: EngineOptions): Promise<RunningEngine> {
  return (await meet(options.library)) ?? (await startOwn(electron, options));
}

async function meet(library: string): Promise<RunningEngine | null> {
  const connection = await connect(library).catch((thrown: unknown) => {
    if (thrown instanceof InklingError && thrown.code === 'ENGINE_NOT_RUNNING') return null;
    throw thrown;
  });
  if (connection === null) return null;
  const router = forwardRouter(() => connection.client);
  return { ...connection, serve: (port) => servePort(router, port), close: () => connection.close() };
}

async function startOwn(electron: Electron, { library, entry }: EngineOptions): Promise<RunningEngine> {
  makeFolder(library);
  const program = entry ?? entryBeside('../rpc/engine-process', import.meta.url);
  const options = { name: 'engine', given: ['--library', library], ofSession: true };
  const engine = new ServedEngine(electron, forkUtility(electron, program, options));
  const started = await engine.started;
  if (started === null) throw engineNotStarted('');
  // Another host's engine is coming up or closing: the next attempt meets it, or takes its place.
  if (started.kind === 'failed') throw new InklingError(started.error.code, started.error);
  const connection = await connect(library);
  return {
    ...connection,
    ended: Promise.race([connection.ended, engine.exited]),
    serve: (port) => engine.tell({ kind: 'caller' }, [port]),
    close: () => end(engine, connection),
  };
}

async function end(engine: ServedEngine, { pid }: Connection): Promise<void> {
  engine.tell({ kind: 'end' });
  await Promise.race([engine.exited, processEnded(pid)]);
}

function connect(library: string): Promise<Connection> {
  return connectEngine({ library, host: 'electron', startNone: true });
}
