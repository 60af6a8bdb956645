import { residentBytes } from './process-memory.ts';
import type { ChildHandle, Spawn } from './processes.ts';

/** What a process is taken to need before it was measured. */
const EXPECTED_BYTES = 120e6;

/** This process and the children it started: what they hold in memory together. */
export class Family {
  readonly #spawn: Spawn;
  readonly #ceiling: number;
  readonly #read: (pid: number) => number;
  readonly #children = new Set<ChildHandle>();

  /** @param ceiling bytes of all together */
  constructor(spawn: Spawn, ceiling: number, read: (pid: number) => number = residentBytes) {
    this.#spawn = spawn;
    this.#ceiling = ceiling;
    this.#read = read;
  }

  readonly spawn: Spawn = (entry, options) => {
    const child = this.#spawn(entry, options);
    this.#children.add(child);
    void child.exited.then(() => this.#children.delete(child));
    return child;
  };

  get pids(): number[] {
    return [process.pid, ...[...this.#children].flatMap(({ pid }) => pid ?? [])];
  }

  /** Whether all together hold more than they should. */
  get isTooLarge(): boolean {
    return this.#sum(this.pids.map((pid) => this.#read(pid))) > this.#ceiling;
  }

  /** Whether one more like the largest child would still fit; children that start now count as such. */
  get hasRoom(): boolean {
    const [own = 0, ...children] = this.pids.map((pid) => this.#read(pid));
    const each = Math.max(EXPECTED_BYTES, ...children);
    const grown = children.map((bytes) => Math.max(bytes, EXPECTED_BYTES));
    return this.#sum([own, ...grown]) + each <= this.#ceiling;
  }

  #sum(bytes: readonly number[]): number {
    return bytes.reduce((sum, each) => sum + each, 0);
  }
}
