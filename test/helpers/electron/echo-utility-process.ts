import { parentPort } from '../../../src-main/rpc/parent-port.ts';

/** A utility process that answers what it is told, on the port it came by. */
const parent = parentPort();
if (parent === null) throw new Error('this entry runs in a utility process');
parent.on('message', ({ data, ports: [port] }) => {
  parent.postMessage({ heard: data, ports: port === undefined ? 0 : 1 });
  port?.on('message', (event) => port.postMessage(event.data));
  port?.start();
});
