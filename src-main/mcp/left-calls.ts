import type { ServerResponse } from 'node:http';

import type { JSONRPCNotification, RequestId } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

const requestSchema = z.object({ id: z.union([z.string(), z.number()]), method: z.string() });

/**
 * Tells of calls whose connection closed before they were answered. The protocol does not take that for a cancellation, for
 * a client may fetch an answer later; here none is kept for it, so nobody will ever read it.
 */
export function whenLeft(
  body: unknown,
  response: ServerResponse,
  cancel: (notification: JSONRPCNotification) => void,
): void {
  const calls = callsOf(body);
  response.once('close', () => {
    if (response.writableFinished) return;
    for (const requestId of calls) {
      const params = { requestId, reason: 'the connection was closed' };
      cancel({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    }
  });
}

/** Of one message, or of several sent at once. */
function callsOf(body: unknown): RequestId[] {
  return [body].flat().flatMap((message) => {
    const call = requestSchema.safeParse(message);
    return call.success ? [call.data.id] : [];
  });
}
