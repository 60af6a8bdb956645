import { AsyncIteratorClass } from '@orpc/client';
import type { ClientContext } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

type Port = MessagePort;
type Options = Omit<
  ConstructorParameters<typeof RPCLink<ClientContext>>[0],
  'experimental_transfer' | 'port'
>;

/**
 * Calls by a port whose other end sends events of a stream only as fast as they are taken here: a port holds whatever is
 * sent, so each event is receipted when it is taken, and the stream when it is left.
 */
export class FlowingLink extends RPCLink<ClientContext> {
  constructor({ port, clientInterceptors = [], ...options }: Options & { readonly port: Port }) {
    const streams = new WeakMap<object, string>();
    const receipt = (stream: string, left: boolean): void => port.postMessage({ stream, left });
    super({
      ...options,
      port,
      // Nothing is transferred; here alone it is seen under which name a request goes out.
      experimental_transfer: ([id, , payload]) => {
        if (payload !== undefined) streams.set(payload, id);
        return null;
      },
      clientInterceptors: [
        ...clientInterceptors,
        async ({ request, signal, next }) => {
          const response = await next();
          const body = await response.body();
          const stream = streams.get(request);
          if (stream === undefined || !isStream(body)) return { ...response, body: async () => body };
          // Behind the word that it is no longer wanted, which goes out in this turn.
          signal?.addEventListener('abort', () => setTimeout(() => receipt(stream, true)), { once: true });
          const receipted = receiptedStream(body, (left) => receipt(stream, left));
          return { ...response, body: async () => receipted };
        },
      ],
    });
  }
}

function receiptedStream(
  source: AsyncIterator<unknown>,
  receipt: (left: boolean) => void,
): AsyncIteratorClass<unknown, unknown, unknown> {
  return new AsyncIteratorClass<unknown, unknown, unknown>(
    async () => {
      const taken = await source.next();
      if (!taken.done) receipt(false);
      return taken;
    },
    async () => {
      await source.return?.();
      receipt(true);
    },
  );
}

function isStream(body: unknown): body is AsyncIterator<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'next' in body;
}
