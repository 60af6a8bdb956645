import { Socket as DatagramSocket } from 'node:dgram';
import { BlockList, isIP, Socket } from 'node:net';
import { workerData } from 'node:worker_threads';

/** What a child tells its parent of an attempt, beside its own messages. */
export const CONNECTION_ATTEMPT = 'inkling:connection-attempt';

const HERE = new BlockList();
HERE.addSubnet('127.0.0.0', 8, 'ipv4');
HERE.addAddress('::1', 'ipv6');

/** Threads of one process count in one place. */
const counted =
  sharedCount(workerData) ?? new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** How often this process, its threads or its children tried to reach another computer. */
export function connectionAttempts(): number {
  return Atomics.load(counted, 0);
}

export function countAttempt(): void {
  Atomics.add(counted, 0, 1);
}

/** To be handed to a thread, which then counts with its process. */
export function sharedAttempts(): { readonly connectionAttempts: Int32Array } {
  return { connectionAttempts: counted };
}

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/**
 * Hears of every connection and datagram to another computer that is begun in JavaScript, whether it succeeds or not:
 * all of Node's own protocols, fetch too, go through these three methods. What native code does is not seen here.
 */
export function watchConnections(onAttempt: () => void = countAttempt): void {
  listen(Socket.prototype, 'connect', (parameters) => isAway(targetOf(parameters)), onAttempt);
  listen(DatagramSocket.prototype, 'connect', ([, host]) => isAway(host), onAttempt);
  listen(
    DatagramSocket.prototype,
    'send',
    (parameters, socket) => isBound(socket) && isAway(parameters.find(isHost)),
    onAttempt,
  );
}

/** Node's own entry wraps the options once more, in an array. */
function targetOf([first, second]: readonly unknown[]): unknown {
  const given: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof given !== 'object' || given === null) return second;
  if ('path' in given && typeof given.path === 'string') return undefined;
  return 'host' in given ? given.host : undefined;
}

/** Of a datagram the message may be a text too, but stands first with no port before it. */
function isHost(value: unknown, place: number): boolean {
  return typeof value === 'string' && place > 0;
}

/** One that is not bound yet binds itself first and then sends once more. */
function isBound(socket: unknown): boolean {
  try {
    return socket instanceof DatagramSocket && socket.address().port > 0;
  } catch {
    return false;
  }
}

/** Without a host it is this computer. */
function isAway(host: unknown): boolean {
  if (typeof host !== 'string' || host === '' || host === 'localhost') return false;
  const version = isIP(host);
  return version === 0 || !HERE.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

function listen(
  prototype: object,
  name: string,
  isAttempt: (parameters: readonly unknown[], socket: unknown) => boolean,
  onAttempt: () => void,
): void {
  const original: unknown = Reflect.get(prototype, name);
  if (!isMethod(original)) return;
  const heard: Method = function (...parameters) {
    if (isAttempt(parameters, this)) onAttempt();
    return original.apply(this, parameters);
  };
  Reflect.set(prototype, name, heard);
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

function sharedCount(given: unknown): Int32Array | undefined {
  if (typeof given !== 'object' || given === null || !('connectionAttempts' in given)) return undefined;
  return given.connectionAttempts instanceof Int32Array ? given.connectionAttempts : undefined;
}
