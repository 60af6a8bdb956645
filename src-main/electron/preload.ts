import { ipcRenderer } from 'electron';

import { ENGINE_PORT } from './engine-port.ts';

/** This file runs beside the page, sandboxed; of the page it touches nothing but this. */
declare const window: {
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};

// '*' because the page comes from a file, which has no origin to name; the message stays in this window.
ipcRenderer.on(ENGINE_PORT, (event) => window.postMessage(ENGINE_PORT, '*', event.ports));
