import { InklingError } from '../lib/errors.ts';
import { connectEngine } from '../rpc/connect.ts';
import type { Connection } from '../rpc/connect.ts';
import { forwardRouter } from '../rpc/forward-router.ts';
import { servePort } from '../rpc/message-port.ts';
import type { Electron, ShellPort } from './electron.ts';
import { startUtilityEngine } from './utility-engine.ts';
import type { EngineOptions } from './utility-engine.ts';

/** A library's engine as the shell sees it. */
export interface RunningEngine extends Pick<Connection, 'client' | 'socket' | 'pid'> {
  readonly ended: Promise<unknown>;
  /** Lets a page call it by this port. */
  serve(port: ShellPort): void;
  /** Leaves it; one of our own closes its databases and is gone then. */
  close(): Promise<void>;
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

async function startOwn(electron: Electron, options: EngineOptions): Promise<RunningEngine> {
  const engine = await startUtilityEngine(electron, options);
  // Another host's engine is coming up or closing: the next attempt meets it, or takes its place.
  if (engine instanceof InklingError) throw engine;
  const connection = await connect(options.library);
  return {
    ...connection,
    ended: Promise.race([connection.ended, engine.exited]),
    serve: (port) => engine.tell({ kind: 'caller' }, [port]),
    close: () => engine.end(connection.pid),
  };
}

function connect(library: string): Promise<Connection> {
  return connectEngine({ library, host: 'electron', startNone: true });
}
