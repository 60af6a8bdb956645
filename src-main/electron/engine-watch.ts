import type { Progress } from '../contract/index.ts';
import { followComputer } from './follow-computer.ts';
import { lendKeychain } from './keychain.ts';
import type { Keychain } from './keychain.ts';
import type { RunningEngine } from './begin-engine.ts';
import type { Electron } from './electron.ts';

export interface WatchOptions {
  readonly keychain: Keychain | null;
  readonly onProgress: (progress: Progress | null) => void;
}

/** What one engine is told and what is heard of it, until it ends. */
export function watchEngine(electron: Electron, engine: RunningEngine, options: WatchOptions): void {
  const { client } = engine;
  const over = new AbortController();
  const unfollow = followComputer(electron.powerMonitor, (computer) => {
    void client.engine.computer(computer).catch(() => undefined);
  });
  void follow(engine, options, over.signal).catch(() => undefined);
  if (options.keychain !== null) {
    void lendKeychain(client, options.keychain, over.signal).catch(() => undefined);
  }
  void engine.ended.finally(() => {
    over.abort();
    unfollow();
    options.onProgress(null);
  });
}

async function follow(
  { client }: RunningEngine,
  { onProgress }: WatchOptions,
  signal: AbortSignal,
): Promise<void> {
  for await (const progress of await client.library.progress(undefined, { signal })) onProgress(progress);
}
