import type { ChildHandle, Spawn } from '../../src-main/lib/processes.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';

interface SentCall {
  readonly name: string;
  readonly argument: Readonly<Record<string, unknown>>;
}

/** The real spawn, with a note of every call to a child: what is read and what is embedded can be counted. */
export class WatchedSpawn {
  #sent: SentCall[] = [];
  /** Living children of a kind: `extract`, `inference`. */
  readonly children = new Map<ChildHandle, string>();

  readonly spawn: Spawn = (entry, options = {}) => {
    const child = spawnChild(entry, options);
    this.children.set(child, options.name ?? '');
    void child.exited.then(() => this.children.delete(child));
    const postMessage = (message: unknown): void => {
      this.#sent.push(message as SentCall);
      child.port.postMessage(message);
    };
    return { ...child, port: { postMessage, onMessage: (listener) => child.port.onMessage(listener) } };
  };

  /** Names of files handed to a reader since the last `clear`. */
  get extracted(): string[] {
    return this.#arguments('extract', 'name');
  }

  /** Texts handed to the transformer since the last `clear`, passages and questions. */
  get embedded(): string[] {
    return [...this.#arguments('embed', 'text'), ...this.#arguments('embedQuery', 'text')];
  }

  /** Pages whose words were to be recognised since the last `clear`. */
  get looked(): number[] {
    return this.#arguments('read', 'page').map(Number);
  }

  clear(): void {
    this.#sent = [];
  }

  kill(kind: string): void {
    for (const [child, name] of this.children) if (name === kind) child.kill();
  }

  #arguments(call: string, key: string): string[] {
    return this.#sent.filter(({ name }) => name === call).map(({ argument }) => String(argument[key]));
  }
}
