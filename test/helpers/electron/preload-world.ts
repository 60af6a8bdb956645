import { fromWire, toWire } from './wire.ts';

/** The world beside the page's own in which a preload runs, as with contextIsolation. */
export const WORLD = 'Electron Isolated Context';
/** How that world calls out, and how it is called. */
export const CALL = '__standInCall';
export const HEAR = '__standInHear';

/** What goes between a preload's world and the stand-in. */
export type FromWorld =
  | { readonly kind: 'sent'; readonly channel: string; readonly given: unknown }
  | { readonly kind: 'posted'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly port: number };

export type ToWorld =
  | {
      readonly kind: 'message';
      readonly channel: string;
      readonly data: unknown;
      readonly ports: readonly number[];
    }
  | { readonly kind: 'posted'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly port: number };

/** The `electron` that a sandboxed preload may require; stands alone, for it runs in the page. */
function inside(
  { call, hear, paths }: { call: string; hear: string; paths: object },
  preload: (require: (name: string) => unknown) => void,
  toText: typeof toWire,
  fromText: typeof fromWire,
): void {
  const tell = (message: object): void =>
    (Reflect.get(globalThis, call) as (text: string) => void)(JSON.stringify(message));
  const listeners = new Map<string, ((event: { ports: MessagePort[] }, data: unknown) => void)[]>();
  const ports = new Map<number, MessagePort>();
  const arrive = (number: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(number, port1);
    port1.addEventListener('message', ({ data }) =>
      tell({ kind: 'posted', port: number, data: toText(data) }),
    );
    port1.addEventListener('close', () => tell({ kind: 'closed', port: number }));
    port1.start();
    return port2;
  };
  const electron = {
    ipcRenderer: {
      on: (channel: string, listener: (event: { ports: MessagePort[] }, data: unknown) => void) => {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
      send: (channel: string, ...given: unknown[]) =>
        tell({ kind: 'sent', channel, given: toText(structuredClone(given)) }),
    },
    webUtils: { getPathForFile: (file: File) => (Reflect.get(paths, file.name) as string | undefined) ?? '' },
  };
  Reflect.set(globalThis, hear, (message: ToWorld) => {
    if (message.kind === 'posted') ports.get(message.port)?.postMessage(fromText(message.data as never));
    else if (message.kind === 'closed') ports.get(message.port)?.close();
    else {
      const event = { ports: message.ports.map(arrive) };
      for (const listener of listeners.get(message.channel) ?? [])
        listener(event, fromText(message.data as never));
    }
  });
  preload((name) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  });
}

/** The script of that world. `paths`: where dropped files lie, by their names. */
export function preloadScript(preload: string, paths: Readonly<Record<string, string>>): string {
  return `(() => {
    ${toWire.toString()}
    ${fromWire.toString()}
    (${inside.toString()})(${JSON.stringify({ call: CALL, hear: HEAR, paths })}, (require) => {
      const module = { exports: {} }, exports = module.exports;
      ${preload}
    }, toWire, fromWire);
  })();`;
}
