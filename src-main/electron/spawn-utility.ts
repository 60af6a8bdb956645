import { fileURLToPath } from 'node:url';

import { MEMORY_ENVIRONMENT } from '../rpc/heap-flags.ts';
import type { Electron, ShellPort, ShellUtility } from './electron.ts';

/** What a process needs to run at all; nothing of the person's session goes on to a child. */
const ENVIRONMENT_KEPT = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ', 'HOME', 'DISPLAY'];
const SESSION_KEPT = [
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'XDG_CURRENT_DESKTOP',
  'DBUS_SESSION_BUS_ADDRESS',
];

export interface UtilityOptions {
  readonly name: string;
  readonly given?: readonly string[];
  /** Opens documents for the person, and so needs to know of their desktop. */
  readonly ofSession?: boolean;
}

/** A packaged app cannot fork itself, its RunAsNode is off: every process of ours is a utility process. */
export function forkUtility(
  { utilityProcess }: Pick<Electron, 'utilityProcess'>,
  entry: URL,
  { name, given = [name], ofSession = false }: UtilityOptions,
): ShellUtility {
  const kept = ofSession ? [...ENVIRONMENT_KEPT, ...SESSION_KEPT] : ENVIRONMENT_KEPT;
  return utilityProcess.fork(fileURLToPath(entry), [...given], {
    serviceName: `Inkling ${name}`,
    // What a parser of foreign files prints may quote them.
    stdio: 'ignore',
    env: { ...Object.fromEntries(kept.flatMap((key) => pair(key, process.env[key]))), ...MEMORY_ENVIRONMENT },
  });
}

function pair(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]];
}

/** Starts a process for an engine and hands both the line between them; Electron's main process stays out of it. */
export interface Lent {
  readonly child: ShellUtility;
  /** The engine's end, once the process runs. */
  readonly port: Promise<{ port: ShellPort; pid: number | null }>;
}

export function lendUtility(
  electron: Pick<Electron, 'MessageChannelMain' | 'utilityProcess'>,
  entry: URL,
  name: string,
): Lent {
  const child = forkUtility(electron, entry, { name });
  const port = new Promise<{ port: ShellPort; pid: number | null }>((resolve) => {
    child.on('spawn', () => {
      const { port1, port2 } = new electron.MessageChannelMain();
      child.postMessage(null, [port2]);
      resolve({ port: port1, pid: child.pid ?? null });
    });
  });
  return { child, port };
}
