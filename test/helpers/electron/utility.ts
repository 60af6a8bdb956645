import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';

import type { ForkOptions } from 'electron';

import { cloned } from './clone.ts';
import type { End } from './end.ts';
import { handOver } from './ports.ts';

/** Between the stand-in and a utility process of its own: who it is for, what it says, which ports come along. */
export interface Tunnelled {
  /** 0: the process itself. */
  readonly port: number;
  readonly data?: unknown;
  readonly ports?: readonly number[];
  readonly closed?: boolean;
}

const INSIDE = new URL('./utility-inside-process.ts', import.meta.url).href;

const JS_FLAGS = '--js-flags=';

/** Electron hands V8 its flags; Node's own, but for some of debugging, it lists in process.execArgv and does not obey. */
function nodeFlags(flag: string): string[] {
  if (!flag.startsWith(JS_FLAGS)) throw new Error(`${flag} does nothing in a utility process`);
  return flag.slice(JS_FLAGS.length).split(' ');
}

/** A utility process that is a real child; ports handed to it go on in there. */
export class StandInUtility extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ends = new Map<number, End>();
  #next = 1;

  constructor(entry: string, given: readonly string[], options: ForkOptions) {
    super();
    this.#child = fork(entry, [...given], {
      serialization: 'advanced',
      execArgv: [...(options.execArgv ?? []).flatMap(nodeFlags), '--import', INSIDE],
      env: { ...(options.env ?? process.env) },
      stdio: ['ignore', 'ignore', options.stdio === 'ignore' ? 'ignore' : 'inherit', 'ipc'],
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.#hear(message as Tunnelled));
    this.#child.once('error', () => this.#leave(1));
    this.#child.once('exit', (code) => this.#leave(code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null ? this.#child.pid : undefined;
  }

  postMessage(message: unknown, transfer: unknown = []): void {
    const data = cloned(message);
    const ends = handOver(transfer);
    this.#send({ port: 0, data, ports: ends.map((end) => this.#take(end)) });
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  #hear({ port, data, closed }: Tunnelled): void {
    if (port === 0) this.emit('message', data);
    else if (closed === true) this.#ends.get(port)?.close();
    else this.#ends.get(port)?.post({ data, ends: [] });
  }

  /** From now on it speaks in the child. */
  #take(end: End): number {
    const port = this.#next;
    this.#next += 1;
    this.#ends.set(port, end);
    end.flowTo(
      ({ data, ends }) => this.#send({ port, data, ports: ends.map((inner) => this.#take(inner)) }),
      () => this.#send({ port, closed: true }),
    );
    return port;
  }

  #send(message: Tunnelled): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #leave(code: number): void {
    for (const end of this.#ends.values()) end.close();
    this.emit('exit', code);
  }
}

export const utilityProcess = {
  fork: (entry: string, given: string[] = [], options: ForkOptions = {}): StandInUtility =>
    new StandInUtility(entry, given, options),
};
