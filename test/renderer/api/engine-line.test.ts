// @vitest-environment node
import { RPCHandler } from '@orpc/server/message-port';
import { expect, test } from 'vitest';

import { EngineLine } from '../../../src-renderer/api/engine-line.ts';
import { ENGINE_GONE, toFailure } from '../../../src-renderer/api/failure.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

/** A line to a scripted engine, and how that engine goes away. */
function joined(line: EngineLine, engine = new ScriptedEngine()) {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(engine.router()).upgrade(port1);
  port1.start();
  line.take(port2);
  return { engine, crash: () => port1.close() };
}

test('a call waits for its engine, and is answered', async () => {
  const line = new EngineLine();
  const status = line.client.library.status();
  const { crash } = joined(line);
  expect(await status).toMatchObject({ roots: [] });
  crash();
});

test('what an engine leaves behind fails as over loopback, streams too', async () => {
  const line = new EngineLine();
  const { engine, crash } = joined(line);
  engine.held = true;
  engine.addFolder('/home/ada/Papers');
  const stages = await line.client.search.run({ query: 'notice' });
  await stages.next();
  const next = stages.next();
  crash();
  const failure = await next.then(() => null, toFailure);
  expect(failure?.code).toBe(ENGINE_GONE);
});

test('the next engine answers what is asked meanwhile', async () => {
  const line = new EngineLine();
  joined(line).crash();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const asked = line.client.library.status();
  const { engine, crash } = joined(line);
  expect((await asked).passages).toBe(engine.status().passages);
  crash();
});
