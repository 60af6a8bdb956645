import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';

import type { Contract } from './types.ts';

/** Every call the page can make. */
export type Client = ContractRouterClient<Contract>;

export interface HttpDoor {
  origin: string;
  token: string;
  fetch: typeof fetch;
  /** The host no longer knows the token. */
  onRefused: () => void;
}

/** The engine behind the loopback host. */
export function httpClient(door: HttpDoor): Client {
  const link = new RPCLink({
    url: `${door.origin}/rpc`,
    headers: () => ({ authorization: `Bearer ${door.token}` }),
    fetch: async (request, init) => {
      const response = await door.fetch(request, init);
      if (isRefusal(response)) door.onRefused();
      return response;
    },
  });
  return createORPCClient(link);
}

export function isRefusal(response: Response): boolean {
  return response.status === 401 || response.status === 403;
}
