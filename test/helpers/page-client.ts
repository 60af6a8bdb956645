import { createRouterClient } from '@orpc/server';

import type { Client } from '../../src-renderer/api/client.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

/** The calls of the page answered by a scripted engine, without a host between. */
export function clientOf(engine: ScriptedEngine): Client {
  return createRouterClient(engine.router());
}
