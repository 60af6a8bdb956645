import { CONNECTION_ATTEMPT, watchConnections } from '../lib/connections.ts';

/**
 * Loaded into every child before its own code: Ctrl-C in a terminal is for the host to answer, and a child whose
 * channel closed has nobody left to work for. A child that is blocked in native code is killed instead.
 */
watchConnections(() => process.send?.(CONNECTION_ATTEMPT));
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
