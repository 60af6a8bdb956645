import { parseArgs } from 'node:util';

import type { Engine, EngineOptions } from '../engine/index.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';
import { watchConnections } from '../lib/connections.ts';
import { readMark } from '../lib/library-marks.ts';
import { spawnChild } from './child-spawn.ts';
import { describeForLog } from './engine-log.ts';
import { MEMORY_ENVIRONMENT } from './heap-flags.ts';
import { parentPort } from './parent-port.ts';
import { LIBRARY_IN_USE } from './library-in-use.ts';
import type { StartMessage } from './start-message.ts';
import type { UtilityHost } from './utility-host.ts';

/** What was posted to the program around has gone out by then. */
const SAID_MILLISECONDS = 50;
const EXIT_FAILED = 1;
/** Only this person may read what the process makes. */
const UMASK = 0o077;

type CreateEngine = (options: EngineOptions) => Promise<Engine>;

/** The program around an engine of a packaged app, which lives no longer than that. */
const shell = await openShellLine();

async function openShellLine(): Promise<UtilityHost | null> {
  const parent = parentPort();
  if (parent === null) return null;
  const { UtilityHost: Line } = await import('./utility-host.ts');
  return new Line(parent);
}

/** The life of an engine process, from its arguments to its exit. */
export async function runEngine(create: CreateEngine, argv: readonly string[]): Promise<void> {
  guardProcess();
  watchConnections();
  try {
    const options = parseArguments(argv);
    await arrive(options.library);
    const around = shell === null ? { spawn: spawnChild } : { spawn: shell.spawn, desktop: shell.desktop };
    const creating = create({ ...options, ...around });
    // The contract and what carries it take as long to load as the engine's threads take to open the library.
    const [engine, { serveUntilEnd }] = await Promise.all([creating, import('./serve-until-end.ts')]);
    await serveUntilEnd(engine, { ...options, shell, onReady: () => tell({ kind: 'ready' }) });
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

/** A library that came from elsewhere is rare, and what remembers it need not be loaded for the others. */
async function arrive(library: string): Promise<void> {
  if (readMark(library, 'former') === null) return;
  const { rememberArrival } = await import('./library-path.ts');
  rememberArrival(library);
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
