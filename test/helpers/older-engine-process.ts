import { parseArgs } from 'node:util';

import { prepareSocket, writeAddress } from '../../src-main/rpc/address.ts';
import { createRouter } from '../../src-main/rpc/router.ts';
import { serveSocket } from '../../src-main/rpc/serve.ts';
import { FakeEngine } from './fake-engine.ts';

/** An engine of an earlier version, as a host of today would meet it. */
const { values } = parseArgs({ options: { library: { type: 'string', default: '' } } });
const version = '0.0.1';
const socket = await prepareSocket(values.library);
const stop = () => setTimeout(() => process.exit(0), 50);
const attend = () => () => {};
const { signal: ending } = new AbortController();
const host = { version, attend, attending: 1, ending, stop, restart: stop };
const engine = new FakeEngine();
await serveSocket(createRouter(engine, host), engine, socket);
await writeAddress(values.library, { socket, pid: process.pid, version });
process.send?.({ kind: 'ready' });
