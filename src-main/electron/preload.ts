import { ipcRenderer, webUtils } from 'electron';

import { DROPPED, ENGINE_PORT, PORTS_WANTED, SHELL_PORT } from './names.ts';

/** What this file touches of the page, beside which it runs in a sandbox and a world of its own. */
interface PageWindow {
  readonly location: { readonly origin: string };
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  addEventListener(type: 'drop', listener: (event: Drop) => void, capture: boolean): void;
}

interface PageMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

interface Drop {
  readonly isTrusted: boolean;
  readonly dataTransfer: { readonly files: Iterable<Parameters<typeof webUtils.getPathForFile>[0]> } | null;
}

declare const window: PageWindow;

// A port cannot cross contextBridge, and nothing else is handed over: the page's world gets no function from here.
for (const channel of [ENGINE_PORT, SHELL_PORT]) {
  ipcRenderer.on(channel, (event) => {
    window.postMessage(channel, window.location.origin, event.ports);
  });
}

window.addEventListener('message', ({ source, origin, data }) => {
  const isPage = source === window && origin === window.location.origin;
  if (isPage && data === PORTS_WANTED) ipcRenderer.send(PORTS_WANTED);
});

// Only a person's own drop: where a file lies is told to the program, never to a script.
window.addEventListener(
  'drop',
  ({ isTrusted, dataTransfer }) => {
    if (!isTrusted || dataTransfer === null) return;
    ipcRenderer.send(
      DROPPED,
      [...dataTransfer.files].map((file) => webUtils.getPathForFile(file)),
    );
  },
  true,
);
