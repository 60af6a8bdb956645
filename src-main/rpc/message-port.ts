import { onMessagePortClose, onMessagePortMessage } from '@orpc/client/message-port';
import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

import { serverBorder } from './border.ts';
import { Credits } from './credits.ts';

/** Ports of Electron, of worker threads and of the page; all but a browser extension's wait for `start`. */
export type CallPort = SupportedMessagePort & { start?(): void };

/**
 * Events of a stream that may be under way to a page that has not taken them yet. A port holds whatever is sent: without
 * a bound a page that stands still would have the engine fill its memory.
 */
const WINDOW = 16;

/** What a page says beside its calls: it took an event of a stream, or left it. */
interface Receipt {
  readonly stream: string;
  readonly left: boolean;
}

/** Answers the contract's calls that come through a port, until the port closes. */
export function servePort(router: AnyRouter, port: CallPort): void {
  const credits = new Credits(WINDOW);
  const handler = new RPCHandler(router, {
    ...serverBorder(),
    // Asked before each message goes out, and waited for; nothing is transferred.
    experimental_transfer: async ([id, , payload]) => {
      if (payload !== undefined && 'event' in payload) await passEvent(credits, id, payload.event);
      return null;
    },
  });
  onMessagePortClose(port, () => credits.endAll());
  handler.upgrade(
    withoutReceipts(port, ({ stream, left }) => (left ? credits.end(stream) : credits.give(stream))),
  );
  port.start?.();
}

/** The last word of a stream waits for nobody. */
async function passEvent(credits: Credits, stream: string, event: string): Promise<void> {
  if (event === 'message') await credits.spend(stream);
  else credits.end(stream);
}

function withoutReceipts(port: CallPort, take: (receipt: Receipt) => void): SupportedMessagePort {
  const hear = (data: unknown, callback: (event?: { data: unknown }) => void): void => {
    const receipt = parseReceipt(data);
    if (receipt === null) callback({ data });
    else take(receipt);
  };
  return {
    on: (event, callback) => {
      if (event === 'close') onMessagePortClose(port, () => callback());
      else onMessagePortMessage(port, (data: unknown) => hear(data, callback));
    },
    postMessage: (data: unknown) => port.postMessage(data),
  };
}

/** Calls cross as text: what is no text is a receipt, or nothing we know. */
function parseReceipt(data: unknown): Receipt | null {
  if (typeof data !== 'object' || data === null) return null;
  const { stream, left } = data as Partial<Record<keyof Receipt, unknown>>;
  return typeof stream === 'string' ? { stream, left: left === true } : null;
}
