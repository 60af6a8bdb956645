import { parentPort, type MessagePort, type Worker } from 'node:worker_threads';

import { CONNECTION_ATTEMPT, watchConnections } from './connections.ts';
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

/** A port that a utility process of Electron was handed with a message. */
interface HandedPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** Electron's utility processes have their port on `process`; plain children have an IPC channel. */
interface UtilityProcess {
  /** Null in Electron's other processes. */
  readonly parentPort?: {
    on(event: 'message', listener: (event: { readonly ports: readonly HandedPort[] }) => void): void;
  } | null;
}

/** The way to the process this one works for. */
export function processPort(): MessageChannelPort {
  const utility = (process as UtilityProcess).parentPort;
  if (utility) return handedPort(utility);
  return {
    postMessage: (message) => void process.send?.(message),
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}

/** Electron's main process started this one for another, and hands over the line between the two. */
function handedPort(utility: NonNullable<UtilityProcess['parentPort']>): MessageChannelPort {
  const listeners: ((message: unknown) => void)[] = [];
  const handed = new Promise<HandedPort>((resolve) => {
    utility.on('message', ({ ports: [port] }) => {
      if (port === undefined) return;
      port.on('message', ({ data }) => {
        for (const listener of listeners) listener(data);
      });
      // Nobody is left to work for.
      port.on('close', () => process.exit(0));
      port.start();
      resolve(port);
    });
  });
  const postMessage = (message: unknown): void => void handed.then((port) => port.postMessage(message));
  watchConnections(() => postMessage(CONNECTION_ATTEMPT));
  return { postMessage, onMessage: (listener) => void listeners.push(listener) };
}
