import { parentPort, type MessagePort, type Worker } from 'node:worker_threads';

import { watchConnections } from './connections.ts';
import type { MessageChannelPort } from './processes.ts';

/** The port of a worker thread or of a pair, in the one form the rest of the code knows. */
export function portOf(port: MessagePort | Worker): MessageChannelPort {
  return {
    postMessage: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', listener);
    },
  };
}

/** The way to the thread that started this one. */
export function threadPort(): MessageChannelPort {
  if (parentPort === null) throw new Error('this entry runs in a worker thread');
  watchConnections();
  return portOf(parentPort);
}

/** Electron's utility processes have their port on `process`; plain children have an IPC channel. */
interface UtilityProcess {
  readonly parentPort?: {
    postMessage(message: unknown): void;
    on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  };
}

/** The way to the process that started this one. */
export function processPort(): MessageChannelPort {
  const utility = (process as UtilityProcess).parentPort;
  if (utility !== undefined) {
    return {
      postMessage: (message) => {
        utility.postMessage(message);
      },
      onMessage: (listener) => {
        utility.on('message', (event) => {
          listener(event.data);
        });
      },
    };
  }
  return {
    postMessage: (message) => void process.send?.(message),
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
