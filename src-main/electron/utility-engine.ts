import { entryBeside } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { engineNotStarted, libraryUnwritable } from '../rpc/start-engine.ts';
import type { StartOptions, StartOutcome } from '../rpc/start-engine.ts';
import { LIBRARY_IN_USE } from '../rpc/library-in-use.ts';
import type { Electron } from './electron.ts';
import { ServedEngine } from './serve-engine.ts';
import { forkUtility } from './spawn-utility.ts';

export type EngineOptions = StartOptions;

/** What of Electron an engine's process needs of the program around it. */
export type EngineAround = Pick<Electron, 'MessageChannelMain' | 'shell' | 'utilityProcess'>;

/** Starts an engine in a utility process; answers why where none came up, LIBRARY_IN_USE where another has the library. */
export async function startUtilityEngine(
  electron: EngineAround,
  { library, ephemeral = false, entry }: EngineOptions,
): Promise<ServedEngine | InklingError> {
  try {
    makeFolder(library);
  } catch (thrown) {
    return libraryUnwritable(thrown);
  }
  const program = entry ?? entryBeside('../rpc/engine-process', import.meta.url);
  const given = ['--library', library, ...(ephemeral ? ['--ephemeral'] : [])];
  const engine = new ServedEngine(
    electron,
    forkUtility(electron, program, { name: 'engine', given, ofSession: true }),
  );
  const started = await engine.started;
  if (started === null) return engineNotStarted('');
  return started.kind === 'failed' ? new InklingError(started.error.code, started.error) : engine;
}

/** Engines that live as long as a command line does. */
export class CommandEngines implements AsyncDisposable {
  readonly #electron: EngineAround;
  readonly #whenReady: () => Promise<void>;
  readonly #started = new Set<ServedEngine>();

  constructor(electron: EngineAround, whenReady: () => Promise<void>) {
    this.#electron = electron;
    this.#whenReady = whenReady;
  }

  /** As startEngine does it outside Electron; one that is not there by the deadline ends with this program. */
  readonly start = async (options: StartOptions, deadline: AbortSignal): Promise<StartOutcome> => {
    await this.#whenReady();
    const late = new Promise<InklingError>((resolve) => {
      deadline.addEventListener('abort', () => resolve(engineNotStarted('')), { once: true });
    });
    const engine = await Promise.race([startUtilityEngine(this.#electron, options), late]);
    if (engine instanceof InklingError) return engine.code === LIBRARY_IN_USE ? 'occupied' : engine;
    this.#started.add(engine);
    void engine.exited.then(() => this.#started.delete(engine));
    return 'ready';
  };

  /** Waits until all have closed their databases. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#started].map((engine) => engine.end()));
  }
}
