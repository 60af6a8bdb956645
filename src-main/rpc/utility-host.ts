import { CONNECTION_ATTEMPT, countAttempt } from '../lib/connections.ts';
import type { Desktop } from '../lib/desktop.ts';
import { openFailed, systemDesktop } from '../lib/desktop.ts';
import type { ChildHandle, Spawn } from '../lib/processes.ts';
import { toEngineSchema } from './host-messages.ts';
import type { FromEngine, ToEngine } from './host-messages.ts';
import type { HandedPort, ParentPort } from './parent-port.ts';

interface WaitingChild {
  readonly arrived: (port: HandedPort, pid: number | null) => void;
  readonly ended: (how: string) => void;
}

/** An engine's side of the program around it: what it may not do itself in a packaged app, it asks for. */
export class UtilityHost {
  readonly #parent: ParentPort;
  readonly #children = new Map<number, WaitingChild>();
  readonly #opening = new Map<number, (failed: boolean) => void>();
  #next = 1;
  /** Hears of a page that wants to call; none comes before the engine said that it is ready. */
  onCaller: (port: HandedPort) => void = () => {};
  /** Hears that the program ends. What has not begun yet need not be closed. */
  onEnd: () => void = () => process.exit(0);

  constructor(parent: ParentPort) {
    this.#parent = parent;
    parent.on('message', ({ data, ports: [port] }) => this.#hear(toEngineSchema.parse(data), port));
  }

  tell(message: FromEngine): void {
    this.#parent.postMessage(message);
  }

  readonly spawn: Spawn = (entry, { name = 'child', isBounded = false, isLean = false } = {}) => {
    const child = this.#number();
    const port = new LatePort();
    let pid: number | null = null;
    const exited = new Promise<string>((ended) => {
      this.#children.set(child, {
        arrived: (handed, number) => {
          pid = number;
          port.take(handed);
        },
        ended,
      });
    });
    this.tell({ kind: 'spawn', child, entry: entry.href, name, isBounded, isLean });
    return {
      port,
      get pid() {
        return pid;
      },
      kill: () => this.tell({ kind: 'kill', child }),
      exited,
    } satisfies ChildHandle;
  };

  /** The system's own programs by way of the shell; one that opens at a page is started as everywhere. */
  readonly desktop: Desktop = {
    open: (target, viewer) =>
      viewer === undefined ? this.#ask('open', target) : systemDesktop.open(target, viewer),
    showFile: (path) => this.#ask('reveal', path),
    pdfProgram: () => systemDesktop.pdfProgram(),
  };

  async #ask(kind: 'open' | 'reveal', path: string): Promise<void> {
    const asked = this.#number();
    const failed = await new Promise<boolean>((resolve) => {
      this.#opening.set(asked, resolve);
      this.tell({ kind, asked, path });
    });
    if (failed) throw openFailed();
  }

  #hear(message: ToEngine, port: HandedPort | undefined): void {
    if (message.kind === 'end') this.onEnd();
    else if (message.kind === 'opened') this.#opening.get(message.asked)?.(message.failed);
    else if (message.kind === 'child-ended') this.#children.get(message.child)?.ended(message.how);
    else if (port === undefined) throw new TypeError(`${message.kind} came without its port`);
    else if (message.kind === 'child') this.#children.get(message.child)?.arrived(port, message.pid);
    else this.onCaller(port);
  }

  #number(): number {
    const number = this.#next;
    this.#next += 1;
    return number;
  }
}

/** A child's port that is talked to before it is there. */
class LatePort {
  #port: HandedPort | null = null;
  readonly #waiting: unknown[] = [];
  readonly #listeners: ((message: unknown) => void)[] = [];

  postMessage(message: unknown): void {
    if (this.#port === null) this.#waiting.push(message);
    else this.#port.postMessage(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener);
  }

  take(port: HandedPort): void {
    this.#port = port;
    port.on('message', ({ data }) => {
      if (data === CONNECTION_ATTEMPT) countAttempt();
      else for (const listener of this.#listeners) listener(data);
    });
    port.start();
    for (const message of this.#waiting.splice(0)) port.postMessage(message);
  }
}
