import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { cloned } from '../../helpers/electron/clone.ts';
import { StandInChannel } from '../../helpers/electron/ports.ts';
import { StandInProtocol, StandInSession } from '../../helpers/electron/session.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import { utilityProcess } from '../../helpers/electron/utility.ts';
import { fromWire, toWire } from '../../helpers/electron/wire.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const TRAY = fileURLToPath(new URL('../../../resources/tray/tray.png', import.meta.url));
const ECHO = fileURLToPath(new URL('../../helpers/electron/echo-utility-process.ts', import.meta.url));

/** What is true of messages that have been under way for a while. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('a port of the stand-in', () => {
  test('keeps what it gets until it is started, then gives it in order', async () => {
    const { port1, port2 } = new StandInChannel();
    const heard: unknown[] = [];
    port2.on('message', ({ data }: { data: unknown }) => heard.push(data));
    port1.postMessage('one');
    port1.postMessage('two');
    await settled();
    expect(heard).toEqual([]);
    port2.start();
    await settled();
    expect(heard).toEqual(['one', 'two']);
  });

  test('clones, and refuses what cannot be cloned', async () => {
    const { port1, port2 } = new StandInChannel();
    const message = { at: new Date(5), bytes: new Uint8Array([1, 2]), map: new Map([[1, undefined]]) };
    const arrived = once(port2, 'message') as Promise<[{ data: typeof message }]>;
    port2.start();
    port1.postMessage(message);
    message.bytes[0] = 9;
    const [{ data }] = await arrived;
    expect(data).toEqual({ ...message, bytes: new Uint8Array([1, 2]) });
    for (const value of [() => {}, { call() {} }, Symbol('no'), new SharedArrayBuffer(2), new WeakMap()]) {
      expect(() => port1.postMessage(value)).toThrow(/could not be cloned/);
    }
  });

  test('hands over ports and nothing else, each of them once', async () => {
    const { port1, port2 } = new StandInChannel();
    const inner = new StandInChannel();
    const buffer = new ArrayBuffer(8);
    expect(() => port1.postMessage(buffer, [buffer])).toThrow('Port at index 0 is not a valid port');
    expect(() => port1.postMessage(null, [port1])).toThrow('source port');
    expect(() => port1.postMessage(null, [inner.port1, inner.port1])).toThrow('twice');
    expect(() => port1.postMessage(null, { 0: inner.port1 })).toThrow('array of MessagePorts');
    const arrived = once(port2, 'message') as Promise<[{ ports: (typeof inner.port1)[] }]>;
    port2.start();
    port1.postMessage('take it', [inner.port1]);
    expect(() => port1.postMessage(null, [inner.port1])).toThrow('already neutered');
    const [{ ports }] = await arrived;
    const answer = once(inner.port2, 'message') as Promise<[{ data: unknown }]>;
    inner.port2.start();
    ports[0]?.postMessage('from its new place');
    expect((await answer)[0].data).toBe('from its new place');
  });

  test('tells the other side when it closes, and says nothing more', async () => {
    const { port1, port2 } = new StandInChannel();
    const closed = once(port2, 'close');
    port1.close();
    await closed;
    let heard = 0;
    port2.on('message', () => (heard += 1));
    port2.start();
    port1.postMessage('into the void');
    await settled();
    expect(heard).toBe(0);
  });
});

test('a utility process is another one: it clones, takes ports, keeps early messages, and its end closes them', async () => {
  const child = utilityProcess.fork(ECHO, [], { stdio: 'ignore' });
  const { port1, port2 } = new StandInChannel();
  const heard = once(child, 'message') as Promise<[unknown]>;
  child.postMessage({ first: true }, [port2]);
  expect(() => child.postMessage(() => {})).toThrow(/could not be cloned/);
  expect(() => child.postMessage(null, [new ArrayBuffer(1)])).toThrow('is not a valid port');
  expect((await heard)[0]).toEqual({ heard: { first: true }, ports: 1 });
  const echoed = once(port1, 'message') as Promise<[{ data: unknown }]>;
  port1.postMessage(new Uint8Array([7]));
  port1.start();
  expect((await echoed)[0].data).toEqual(new Uint8Array([7]));
  const closed = once(port1, 'close');
  const ended = once(child, 'exit');
  child.kill();
  await Promise.all([closed, ended]);
});

test('schemes are registered before the program is ready, handled after it, and once', () => {
  let isReady = false;
  const protocol = new StandInProtocol(() => isReady);
  const answer = (): Response => new Response(null);
  expect(() => protocol.handle('own', answer)).toThrow('after app is ready');
  protocol.registerSchemesAsPrivileged([{ scheme: 'own', privileges: { standard: true, secure: true } }]);
  isReady = true;
  expect(() => protocol.registerSchemesAsPrivileged([])).toThrow('before app is ready');
  protocol.handle('own', answer);
  expect(() => protocol.handle('own', answer)).toThrow('Failed to register');
  expect(protocol.outside('own://app/a?b=1')).toBe('https://app.own.invalid/a?b=1');
  expect(protocol.inside('https://app.own.invalid/a?b=1')).toBe('own://app/a?b=1');
  expect(protocol.outside('other://app/a')).toBe('other://app/a');
});

test('a tray without a readable picture is none, as in Electron', async () => {
  await using folder = await temporaryFolder();
  const { Tray, seen } = standInElectron({ data: folder.path });
  const text = join(folder.path, 'tray.png');
  await writeFile(text, 'no picture');
  for (const path of [text, join(folder.path, 'missing.png'), folder.path])
    expect(() => new Tray(path)).toThrow(`Failed to load image from path '${path}'`);
  expect(seen.trays).toEqual([]);
  void new Tray(TRAY);
  expect(seen.trays).toHaveLength(1);
});

test('a session that nobody locks lets everything out', async () => {
  const session = new StandInSession();
  expect(await session.lets('https://example.org')).toBe(true);
  session.webRequest.onBeforeRequest((_details: unknown, answer: (given: { cancel: boolean }) => void) =>
    answer({ cancel: true }),
  );
  expect(await session.lets('https://example.org')).toBe(false);
});

test('one program runs at a time, and the second tells the first', async () => {
  await using folder = await temporaryFolder();
  const first = standInElectron({ data: folder.path }).app;
  const second = standInElectron({ data: folder.path }).app;
  let told = 0;
  first.on('second-instance', () => (told += 1));
  expect([first.requestSingleInstanceLock(), second.requestSingleInstanceLock()]).toEqual([true, false]);
  expect(told).toBe(1);
  first.exit();
  expect(second.requestSingleInstanceLock()).toBe(true);
});

test('quitting asks first, and windows may refuse to close', async () => {
  await using folder = await temporaryFolder();
  const { app, BrowserWindow } = standInElectron({ data: folder.path });
  const window = new BrowserWindow({ show: false });
  let isHeld = true;
  window.on('close', (event: { preventDefault(): void }) => isHeld && event.preventDefault());
  app.quit();
  expect([app.exitCode, window.isDestroyed()]).toEqual([null, false]);
  isHeld = false;
  app.quit();
  expect([app.exitCode, window.isDestroyed()]).toEqual([0, true]);
});

test('a utility process takes the flags of V8, and refuses what would do nothing in Electron', async () => {
  expect(() => utilityProcess.fork(ECHO, [], { execArgv: ['--permission'] })).toThrow('does nothing');
  const child = utilityProcess.fork(ECHO, [], { execArgv: ['--js-flags=--max-semi-space-size=4'] });
  await once(child, 'spawn');
  child.kill();
});

test('what crosses to a page comes out as it went in', () => {
  const values = [
    undefined,
    null,
    'é🐝',
    1.5,
    12n,
    new Date(3),
    [1, undefined],
    { a: { b: [] } },
    new Map([['k', 1]]),
  ];
  for (const value of values) expect(fromWire(toWire(value))).toEqual(value);
  expect(fromWire(toWire(new Uint8Array([0, 255])))).toEqual(new Uint8Array([0, 255]));
  expect(() => toWire(() => {})).toThrow('could not be cloned');
  expect(() => cloned({ inner: [new SharedArrayBuffer(1)] })).toThrow('could not be cloned');
});
