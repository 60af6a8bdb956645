import type { Server } from 'node:http';

import { InklingError } from '../lib/errors.ts';

/** Never 0.0.0.0 and never a name: other machines cannot reach it. */
export const LOOPBACK = '127.0.0.1';

/**
 * Resolves to the port.
 * @param port 0: one that is free
 * @throws InklingError PORT_NOT_FREE
 */
export function listenOnLoopback(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(portError(error, port));
    server.once('error', fail).listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** Ends every connection too. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  return new InklingError('PORT_NOT_FREE', {
    cause: `Port ${port} cannot be used: another program has it, or you may not.`,
    remedy: 'Give another one above 1024 with --port, or none for one that is free.',
  });
}
