import { EventEmitter } from 'node:events';

import { cloned } from './clone.ts';
import { End } from './end.ts';
import { StandInPort } from './ports.ts';
import type { Tunnelled } from './utility.ts';

/** Loaded into every utility process of the stand-in: gives it the `parentPort` it would have in Electron. */

const ends = new Map<number, End>();
const send = (message: Tunnelled): void => {
  if (process.connected) process.send?.(message);
};

/** A port that came from outside; what it is told goes out again. */
function arrive(number: number): StandInPort {
  const [inside, outside] = End.pair();
  ends.set(number, outside);
  outside.flowTo(
    ({ data }) => send({ port: number, data }),
    () => send({ port: number, closed: true }),
  );
  return new StandInPort(inside);
}

class ParentPort extends EventEmitter {
  /** A parent port hands over no ports. */
  postMessage(message: unknown): void {
    send({ port: 0, data: cloned(message) });
  }
}

const parentPort = new ParentPort();
const early: { data: unknown; ports: StandInPort[] }[] = [];

// What comes before anybody listens is kept.
parentPort.on('newListener', (name) => {
  if (name !== 'message') return;
  setImmediate(() => {
    for (const message of early.splice(0)) parentPort.emit('message', message);
  });
});

process.on('message', ({ port, data, ports = [], closed }: Tunnelled) => {
  const handed = ports.map(arrive);
  if (closed === true) ends.get(port)?.close();
  else if (port > 0) ends.get(port)?.post({ data, ends: handed.map((inner) => inner.release()) });
  else if (parentPort.listenerCount('message') === 0) early.push({ data, ports: handed });
  else parentPort.emit('message', { data, ports: handed });
});
process.on('disconnect', () => process.exit(0));

Object.defineProperty(process, 'parentPort', { value: parentPort });
