import { AsyncIteratorClass } from '@orpc/client';

import { fromRpcError, isAbort, toRpcError } from './errors.ts';

interface Call {
  readonly signal?: AbortSignal | undefined;
  next(): Promise<unknown>;
}

type Translate = (thrown: unknown) => unknown;

/**
 * Handler options: every failure leaves as one kind of error, in a call, in a stream, in a malformed request. Made anew for
 * each handler, for handlers add to them.
 */
export const serverBorder = () => ({
  interceptors: [<T>({ next }: { next(): Promise<T> }) => translated(next, toRpcError)],
  clientInterceptors: [(call: Call) => bordered(call, toRpcError)],
});

/** Link options: every failure arrives as InklingError. */
export const clientBorder = {
  interceptors: [(call: Call) => bordered(call, fromRpcError)],
};

/** Options of calls that cross no transport: what fails, fails as over one. */
export const innerBorder = {
  interceptors: [async (call: Call) => endedWith(await bordered(call, asOverTransport), call.signal)],
};

function asOverTransport(thrown: unknown): unknown {
  return isAbort(thrown) ? thrown : fromRpcError(toRpcError(thrown));
}

/** A transport reads ahead and so meets the end of its caller; here nobody asks any more. */
function endedWith(output: unknown, signal: AbortSignal | undefined): unknown {
  if (isStream(output)) signal?.addEventListener('abort', () => void output.return?.(), { once: true });
  return output;
}

async function bordered({ next, signal }: Call, translate: Translate): Promise<unknown> {
  const output = await translated(() => next(), translate);
  return isStream(output) ? borderedStream(output, signal, translate) : output;
}

async function translated<T>(next: () => Promise<T>, translate: Translate): Promise<T> {
  try {
    return await next();
  } catch (thrown) {
    throw translate(thrown);
  }
}

/** A stream whose caller went away ends; it does not fail. `return` reaches the source even before the first event. */
function borderedStream(
  source: AsyncIterator<unknown>,
  signal: AbortSignal | undefined,
  translate: Translate,
): AsyncIterator<unknown> {
  return new AsyncIteratorClass<unknown, unknown, unknown>(
    async () => {
      try {
        return await source.next();
      } catch (thrown) {
        if (signal?.aborted || isAbort(thrown)) return { done: true, value: undefined };
        throw translate(thrown);
      }
    },
    async () => {
      await source.return?.();
    },
  );
}

function isStream(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;
}
