import type { End } from './end.ts';
import type { FromWorld, ToWorld } from './preload-world.ts';
import { fromWire, toWire } from './wire.ts';
import type { Wire } from './wire.ts';

/** The ends of channels whose ports live in a page. */
export class PageEnds {
  readonly #ends = new Map<number, End>();
  readonly #tell: (message: ToWorld) => void;
  #next = 1;

  constructor(tell: (message: ToWorld) => void) {
    this.#tell = tell;
  }

  /** From now on it speaks in the page. */
  take(end: End): number {
    const port = this.#next;
    this.#next += 1;
    this.#ends.set(port, end);
    // The message that brings the port goes first.
    queueMicrotask(() =>
      end.flowTo(
        ({ data, ends }) => {
          if (ends.length > 0) throw new TypeError('the stand-in hands a page no ports by way of a port');
          this.#tell({ kind: 'posted', port, data: toWire(data) });
        },
        () => this.#tell({ kind: 'closed', port }),
      ),
    );
    return port;
  }

  hear(message: Exclude<FromWorld, { kind: 'sent' }>): void {
    const end = this.#ends.get(message.port);
    if (message.kind === 'closed') end?.close();
    else end?.post({ data: fromWire(message.data as Wire), ends: [] });
  }

  /** The page is gone, and with it every port it had. */
  close(): void {
    for (const end of this.#ends.values()) end.close();
    this.#ends.clear();
  }
}
