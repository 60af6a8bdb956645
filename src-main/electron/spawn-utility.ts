import { fileURLToPath } from 'node:url';

import { ENGINE_FLAGS, HEAP_FLAGS, LEAN_HEAP_FLAGS, MEMORY_ENVIRONMENT } from '../rpc/heap-flags.ts';
import type { Electron, ShellPort, ShellUtility } from './electron.ts';

/** What a process that reads foreign files needs to run at all. An empty environment would be the program's own. */
const BOUNDED_KEPT = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ'];
/** Nothing of the person's session goes on to a child. */
const ENVIRONMENT_KEPT = [...BOUNDED_KEPT, 'PATH', 'HOME', 'DISPLAY'];
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
  /** Reads what others made. */
  readonly isBounded?: boolean;
  /** It keeps its memory small, at the cost of speed. */
  readonly isLean?: boolean;
}

/**
 * A packaged app cannot fork itself, its RunAsNode is off: every process of ours is a utility process. Of a utility
 * process's `execArgv` Electron reads the switches of Chromium and a few of Node's, for debugging: V8's flags come in by
 * `--js-flags`. Node's `--permission` would be taken and do nothing, so it is not given: a process that reads foreign files
 * is bound in time and memory by the engine, as everywhere, and by what it is told, but not in what it may open.
 */
export function forkUtility(
  { utilityProcess }: Pick<Electron, 'utilityProcess'>,
  entry: URL,
  { name, given = [name], ofSession = false, isBounded = false, isLean = false }: UtilityOptions,
): ShellUtility {
  const flags = ofSession ? ENGINE_FLAGS : isLean ? LEAN_HEAP_FLAGS : HEAP_FLAGS;
  return utilityProcess.fork(fileURLToPath(entry), [...given], {
    serviceName: `Inkling ${name}`,
    execArgv: [`--js-flags=${flags.join(' ')}`],
    // What a parser of foreign files prints may quote them.
    stdio: 'ignore',
    env: { ...environmentOf(ofSession, isBounded), ...MEMORY_ENVIRONMENT },
  });
}

function environmentOf(ofSession: boolean, isBounded: boolean): Record<string, string> {
  const kept = isBounded ? BOUNDED_KEPT : [...ENVIRONMENT_KEPT, ...(ofSession ? SESSION_KEPT : [])];
  return Object.fromEntries(kept.flatMap((key) => pair(key, process.env[key])));
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
  options: Pick<UtilityOptions, 'name' | 'isBounded' | 'isLean'>,
): Lent {
  const child = forkUtility(electron, entry, options);
  const port = new Promise<{ port: ShellPort; pid: number | null }>((resolve) => {
    child.on('spawn', () => {
      const { port1, port2 } = new electron.MessageChannelMain();
      child.postMessage(null, [port2]);
      resolve({ port: port1, pid: child.pid ?? null });
    });
  });
  return { child, port };
}
