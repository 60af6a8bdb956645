import type { AnyContractProcedure } from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import { implement } from '@orpc/server';
import type { AnyRouter } from '@orpc/server';

import { contract } from '../contract/index.ts';
import type { Client } from './client.ts';

type AnyCall = (input: unknown, options: { signal?: AbortSignal | undefined }) => Promise<unknown>;

/** The whole contract, every call of it handed on to the engine that is there when it comes. */
export function forwardRouter(client: () => Client): AnyRouter {
  return forwarded(contract, client);
}

function forwarded(part: object, at: () => unknown): AnyRouter {
  if (isContractProcedure(part)) return handOn(part, at);
  return Object.fromEntries(
    Object.entries(part).map(([name, inner]: [string, object]) => [
      name,
      forwarded(inner, () => Reflect.get(Object(at()), name)),
    ]),
  );
}

/** The engine checks what goes in and out; here nothing is known of it. */
function handOn(procedure: AnyContractProcedure, at: () => unknown): AnyRouter {
  return implement(procedure).handler(({ input, signal }) => (at() as AnyCall)(input, { signal }));
}
