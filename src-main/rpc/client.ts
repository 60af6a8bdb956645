import { createORPCClient } from '@orpc/client';
import type { ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';

import type { Contract } from '../contract/index.ts';

/** The contract as calls. Made over `clientBorder`, a failed call rejects with InklingError. */
export type Client = ContractRouterClient<Contract>;

export function createClient(link: ClientLink<Record<never, never>>): Client {
  return createORPCClient<Client>(link);
}
