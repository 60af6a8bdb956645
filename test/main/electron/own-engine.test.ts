import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ForkOptions } from 'electron';
import { expect, test } from 'vitest';

import { beginEngine } from '../../../src-main/electron/begin-engine.ts';
import { EngineKeeper } from '../../../src-main/electron/engine-keeper.ts';
import { connectEngine } from '../../../src-main/rpc/connect.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import { ENGINE_FLAGS, HEAP_FLAGS } from '../../../src-main/rpc/heap-flags.ts';
import { createPortClient } from '../../helpers/port-client.ts';
import { realLibrary } from '../../helpers/real-library.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

/** The real engine in a utility process: its children are started by the shell, its pages call it by ports. */
test('an engine of our own reads, answers by a port, opens by the shell, and closes its databases', async () => {
  await using library = await realLibrary();
  const electron = standInElectron({ data: library.papers });
  const engine = await beginEngine(electron, { library: library.library });
  const { port1, port2 } = new electron.MessageChannelMain();
  engine.serve(port1);
  const client = createPortClient(port2);
  await client.library.add({ path: library.papers });
  const settled = await client.library.settle({});
  expect(settled).toMatchObject({ documents: 4, errors: 1 });
  const found = [];
  for await (const { results } of await client.search.run({ query: 'notice of the tenancy', mode: 'close' }))
    found.push(results[0]?.name);
  expect(found.at(-1)).toBe('flat.md');

  const path = join(library.papers, 'flat.md');
  expect(await client.document.open({ path, page: null })).toEqual({ atPage: false });
  await client.document.showFolder({ path });
  expect([electron.shell.opened, electron.shell.shown]).toEqual([[path], [path]]);
  electron.shell.refusal = 'no program';
  await expect(client.document.open({ path, page: null })).rejects.toMatchObject({ code: 'OPEN_FAILED' });

  await engine.close();
  // Its lock is free: another engine opens the same library.
  const next = await beginEngine(electron, { library: library.library });
  expect(next.pid).not.toBe(engine.pid);
  expect(await next.client.library.status()).toMatchObject({ files: { indexed: 4 } });
  await next.close();
});

test('its processes have their heaps kept small, and those that read foreign files know least', async () => {
  await using library = await realLibrary();
  const electron = standInElectron({ data: library.papers });
  const forked = new Map<string, ForkOptions>();
  const fork: typeof electron.utilityProcess.fork = (entry, given, options = {}) => {
    forked.set(options.serviceName ?? '', options);
    return electron.utilityProcess.fork(entry, given, options);
  };
  const engine = await beginEngine({ ...electron, utilityProcess: { fork } }, { library: library.library });
  await engine.client.library.add({ path: library.papers });
  await engine.client.library.settle({});
  await engine.close();
  const own = forked.get('Inkling engine');
  expect(own?.execArgv).toEqual([`--js-flags=${ENGINE_FLAGS.join(' ')}`]);
  forked.delete('Inkling engine');
  expect(forked.size).toBeGreaterThan(0);
  for (const [name, { execArgv, env = {} }] of forked) {
    expect(execArgv, name).toEqual([`--js-flags=${HEAP_FLAGS.join(' ')}`]);
    expect(Object.keys(env), name).not.toContain('DBUS_SESSION_BUS_ADDRESS');
  }
  const reading = forked.get('Inkling extract') ?? {};
  expect(Object.keys(reading.env ?? {})).toContain('MALLOC_ARENA_MAX');
  expect(Object.keys(reading.env ?? {})).not.toContain('HOME');
});

test('an engine that a terminal started is met, and stays when the shell leaves it', async () => {
  await using library = await realLibrary();
  const terminal = await connectEngine({ library: library.library, host: 'test' });
  const electron = standInElectron({ data: library.papers });
  const met = await beginEngine(electron, { library: library.library });
  expect(met.pid).toBe(terminal.pid);
  const { port1, port2 } = new electron.MessageChannelMain();
  met.serve(port1);
  const client = createPortClient(port2);
  expect(await client.library.status()).toMatchObject({ roots: [] });
  await expect(client.library.add({ path: join(library.papers, 'nowhere') })).rejects.toMatchObject({
    code: 'FOLDER_MISSING',
  });
  await met.close();
  expect(await terminal.client.library.status()).toMatchObject({ roots: [] });
  await terminal.close();
});

test('a killed engine is replaced, and what it held is there', async () => {
  await using library = await realLibrary();
  await writeFile(join(library.papers, 'more.txt'), 'One more.');
  const electron = standInElectron({ data: library.papers });
  const pids: number[] = [];
  const keeper = new EngineKeeper({
    begin: () => beginEngine(electron, { library: library.library }),
    onUp: ({ pid }) => void pids.push(pid),
    onFailure: () => {},
  });
  keeper.start();
  await waitUntil(() => pids.length === 1, 30_000);
  await keeper.engine?.client.library.add({ path: library.papers });
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await waitUntil(() => pids.length === 2, 30_000);
  expect(await keeper.engine?.client.library.status()).toMatchObject({ roots: [{ path: library.papers }] });
  await keeper.close();
});
