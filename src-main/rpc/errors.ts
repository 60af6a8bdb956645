import { ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';

import { errorDataSchema } from '../contract/index.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';

const STATUS_REFUSED = 400;
/** Of what HTTP has a word for; the rest is refused. */
const STATUSES: Readonly<Record<string, number>> = {
  UNEXPECTED: 500,
  TOO_MANY_CALLS: 429,
  ENGINE_GONE: 503,
};

/** What sockets answer where nobody listens any more. */
const GONE: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ENGINE_GONE']);

export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === 'AbortError' || codeOf(thrown) === 'ABORT_ERR');
}

/** What a failed call sends over the border: the code as oRPC's own, all three parts as its data. */
export function toRpcError(thrown: unknown): ORPCError<string, unknown> {
  if (thrown instanceof ORPCError) {
    if (errorDataSchema.safeParse(thrown.data).success) return thrown;
    if (thrown.code === 'BAD_REQUEST') return encodeError(inputInvalid(thrown));
  }
  return encodeError(normaliseError(thrown));
}

/** The other side of the border: what a host catches. Aborts pass as they are. */
export function fromRpcError(thrown: unknown): unknown {
  if (thrown instanceof InklingError || isAbort(thrown)) return thrown;
  const data = thrown instanceof ORPCError ? errorDataSchema.safeParse(thrown.data) : null;
  if (data?.success) return new InklingError(data.data.code, data.data);
  return isGone(thrown) ? engineGone() : normaliseError(thrown);
}

export function encodeError(error: InklingError): ORPCError<string, unknown> {
  const { code, message, remedy } = error;
  const status = STATUSES[code] ?? STATUS_REFUSED;
  return new ORPCError(code, { status, message, data: { code, cause: message, remedy } });
}

export function engineGone(): InklingError {
  return new InklingError('ENGINE_GONE', {
    cause: 'The engine of this library ended while it was asked.',
    remedy: 'Try again: a new engine starts by itself.',
  });
}

function inputInvalid(error: ORPCError<string, unknown>): InklingError {
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  const named = issues.map(({ path = [], message }) =>
    path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
  );
  return new InklingError('INPUT_INVALID', {
    cause: `The call was not understood (${named.join('; ') || 'malformed'}).`,
    remedy: 'Send what the contract states for this call.',
  });
}

/** Whether the engine that was asked is no longer there. */
export function isGone(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return GONE.has(codeOf(thrown)) || (thrown.cause !== undefined && isGone(thrown.cause));
}

function codeOf(thrown: Error): unknown {
  return 'code' in thrown ? thrown.code : undefined;
}
