import { EventEmitter } from 'node:events';

import { cloned } from './clone.ts';
import { End } from './end.ts';

/** MessagePortMain: clones what it sends, hands over ports and nothing else, and is silent until `start`. */
export class StandInPort extends EventEmitter {
  #end: End | null;
  #isStarted = false;

  constructor(end: End) {
    super();
    this.#end = end;
    this.#listen();
  }

  postMessage(message: unknown, transfer: unknown = []): void {
    const data = cloned(message);
    const ends = handOver(transfer, this.#end?.other ?? null, this);
    this.#end?.post({ data, ends });
  }

  start(): void {
    if (this.#isStarted || this.#end === null) return;
    this.#isStarted = true;
    this.#listen();
  }

  close(): void {
    this.#end?.close();
    this.#end = null;
  }

  get end(): End | null {
    return this.#end;
  }

  /** It is another's from now on; here it says and hears nothing more. */
  release(): End {
    if (this.#end === null) throw new TypeError('the port has no end');
    const end = this.#end;
    this.#end = null;
    end.flowTo(null);
    return end;
  }

  #listen(): void {
    const sink = ({ data, ends }: { data: unknown; ends: readonly End[] }): void => {
      // Never while the sender still runs.
      setImmediate(() => this.emit('message', { data, ports: ends.map((end) => new StandInPort(end)) }));
    };
    this.#end?.flowTo(this.#isStarted ? sink : null, () => setImmediate(() => this.emit('close')));
  }
}

export class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const [one, other] = End.pair();
    this.port1 = new StandInPort(one);
    this.port2 = new StandInPort(other);
  }
}

/** The ends of ports that are given away. Electron's words where it refuses. */
export function handOver(
  transfer: unknown,
  target: End | null = null,
  source: StandInPort | null = null,
): End[] {
  if (!Array.isArray(transfer)) throw new TypeError('transferables must be an array of MessagePorts');
  const given: unknown[] = transfer;
  const ports = given.map((port, index) => {
    if (!(port instanceof StandInPort)) throw new TypeError(`Port at index ${index} is not a valid port`);
    if (port === source) throw new TypeError(`Port at index ${index} contains the source port.`);
    if (port.end === null) throw new TypeError(`Port at index ${index} is already neutered.`);
    if (port.end === target) throw new TypeError(`Port at index ${index} is the other end of this one.`);
    return port;
  });
  if (new Set(ports).size < ports.length) throw new TypeError('a port stands twice among those handed over.');
  return ports.map((port) => port.release());
}
