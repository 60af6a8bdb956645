import { connect } from 'node:net';
import { isMainThread } from 'node:worker_threads';

import { watchConnections } from '../../src-main/lib/connections.ts';

/** Tries once to reach another computer, as a thread or as a child, and ends. */
if (!isMainThread) watchConnections();
connect({ host: '192.0.2.1', port: 9 })
  .on('error', () => undefined)
  .destroy();
if (isMainThread) setTimeout(() => process.disconnect(), 50);
