import type { KeptPassword } from '../contract/index.ts';

/** Passwords of this session, by the path of the file; a host's keychain keeps them longer where a person asks for it. */
export class Passwords {
  readonly #held = new Map<string, string>();
  readonly #keychains = new Set<(change: KeptPassword) => void>();

  of(path: string): string | undefined {
    return this.#held.get(path);
  }

  /** Whether one can be kept beyond this session. */
  get canKeep(): boolean {
    return this.#keychains.size > 0;
  }

  hold(path: string, password: string): void {
    this.#held.set(path, password);
  }

  keep(path: string, password: string): void {
    for (const tell of this.#keychains) tell({ path, password });
  }

  /** Lets go of the passwords of a folder's files, in keychains too. */
  forget(folder: string): void {
    for (const path of this.#held.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      this.#held.delete(path);
      for (const tell of this.#keychains) tell({ path, password: null });
    }
  }

  /** What one keychain is to keep or let go of, until the signal aborts. */
  async *changes(signal: AbortSignal): AsyncGenerator<KeptPassword> {
    const waiting: KeptPassword[] = [];
    let wake: (() => void) | undefined;
    const tell = (change: KeptPassword): void => {
      waiting.push(change);
      wake?.();
    };
    const stop = (): void => wake?.();
    this.#keychains.add(tell);
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        yield* waiting.splice(0);
        if (waiting.length === 0 && !signal.aborted) await woken;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#keychains.delete(tell);
    }
  }
}
