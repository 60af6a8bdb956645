import type { Client } from '../../src-main/rpc/client.ts';
import { createClient } from '../../src-main/rpc/client.ts';
import { clientBorder } from '../../src-main/rpc/border.ts';
import type { CallPort } from '../../src-main/rpc/message-port.ts';
import { FlowingLink } from '../../src-renderer/api/flowing-link.ts';

/** The page's own way to an engine behind a port, its failures as those of every other client of the contract. */
export function createPortClient(port: CallPort): Client {
  // Electron's ports and Node's are as the page's, as far as a link uses them.
  const client = createClient(new FlowingLink({ port: port as never, ...clientBorder }));
  port.start?.();
  return client;
}
