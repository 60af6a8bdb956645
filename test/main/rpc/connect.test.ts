import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { describe, expect, test } from 'vitest';

import { readAddress, writeAddress } from '../../../src-main/rpc/address.ts';
import { connectEngine } from '../../../src-main/rpc/connect.ts';
import type { ConnectOptions } from '../../../src-main/rpc/connect.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const ENTRY = new URL('../../helpers/fake-engine-process.ts', import.meta.url);

function connect(library: string, more: Partial<ConnectOptions> = {}) {
  return connectEngine({ library, host: 'test', entry: ENTRY, ...more });
}

async function temporaryLibrary(...below: string[]) {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'library', ...below);
  const dispose = async () => {
    await stopEngine(path);
    await folder[Symbol.asyncDispose]();
  };
  return { path, [Symbol.asyncDispose]: dispose };
}

async function stopEngine(library: string): Promise<void> {
  const address = await readAddress(library);
  if (!address) return;
  const running = await connect(library, { startNone: true, anyVersion: true }).catch(() => null);
  await running?.client.engine.stop();
  await running?.ended;
  await waitUntil(() => !isAlive(address.pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function garbageCollection(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

describe('connectEngine', () => {
  test('starts an engine where none runs, and finds it the next time', async () => {
    await using library = await temporaryLibrary();
    const first = await connect(library.path);
    const second = await connect(library.path);
    expect(second.pid).toBe(first.pid);
    expect(await second.client.library.status()).toMatchObject({ passages: 7 });
    await Promise.all([first.close(), second.close()]);
  });

  test('is left at once after memory was tidied up meanwhile', async () => {
    await using library = await temporaryLibrary();
    const connection = await connect(library.path);
    const collect = garbageCollection();
    for (let round = 0; round < 5; round += 1) {
      await sleep(10);
      collect();
    }
    const left = connection.close().then(() => 'left');
    expect(await Promise.race([left, sleep(2_000, 'still there')])).toBe('left');
  });

  test('hosts that start at once end at one engine', async () => {
    await using library = await temporaryLibrary();
    const connections = await Promise.all(Array.from({ length: 4 }, () => connect(library.path)));
    expect(new Set(connections.map(({ pid }) => pid)).size).toBe(1);
    await Promise.all(connections.map((connection) => connection.close()));
  });

  test('the end of the first host takes nothing from the second', async () => {
    await using library = await temporaryLibrary();
    const first = await connect(library.path);
    const second = await connect(library.path);
    await first.close();
    expect(await second.client.library.add({ path: '/papers' })).toMatchObject({ path: '/papers' });
    await second.close();
  });

  test('an address whose engine was killed is passed over', async () => {
    await using library = await temporaryLibrary();
    const first = await connect(library.path);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.ended).toBe('lost');
    const second = await connect(library.path);
    expect(second.pid).not.toBe(first.pid);
    await second.close();
  });

  test('what a call meets when the engine dies has a code', async () => {
    await using library = await temporaryLibrary();
    const connection = await connect(library.path);
    const settled = connection.client.library.settle({ deep: true });
    setTimeout(() => process.kill(connection.pid, 'SIGKILL'), 100);
    await expect(settled).rejects.toMatchObject({ code: 'ENGINE_GONE' });
    await connection.ended;
    await expect(connection.client.library.status()).rejects.toMatchObject({ code: 'ENGINE_GONE' });
  });

  test('SIGINT leaves the engine alone; SIGTERM ends it cleanly and nothing of its address stays', async () => {
    await using library = await temporaryLibrary();
    const connection = await connect(library.path);
    process.kill(connection.pid, 'SIGINT');
    expect(await connection.client.library.status()).toBeDefined();
    process.kill(connection.pid, 'SIGTERM');
    expect(await connection.ended).toBe('closed');
    await waitUntil(() => !isAlive(connection.pid));
    expect(existsSync(join(library.path, 'engine.json'))).toBe(false);
    expect(existsSync(connection.socket)).toBe(false);
  });

  test('only this person may read the socket, the address and the log', async () => {
    await using library = await temporaryLibrary();
    const connection = await connect(library.path);
    const modes = [
      connection.socket,
      ...['engine.json', 'engine.log'].map((name) => join(library.path, name)),
    ];
    expect(modes.map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(library.path).mode & 0o777).toBe(0o700);
    await connection.close();
  });

  test('a library whose path is too long for a socket has it elsewhere, and closed', async () => {
    await using library = await temporaryLibrary('x'.repeat(120));
    const connection = await connect(library.path);
    expect(connection.socket.startsWith(library.path)).toBe(false);
    expect(statSync(join(connection.socket, '..')).mode & 0o777).toBe(0o700);
    await connection.close();
    await stopEngine(library.path);
    expect(existsSync(join(connection.socket, '..'))).toBe(false);
  });

  test('an engine of another version is refused, and can be ended', async () => {
    await using library = await temporaryLibrary();
    const connection = await connect(library.path, {
      entry: new URL('../../helpers/older-engine-process.ts', import.meta.url),
    }).catch((error: unknown) => error);
    expect(connection).toMatchObject({
      code: 'ENGINE_OTHER_VERSION',
      message: expect.stringContaining('0.0.1'),
    });
  });

  test('with startNone nothing is started', async () => {
    await using library = await temporaryLibrary();
    await expect(connect(library.path, { startNone: true })).rejects.toMatchObject({
      code: 'ENGINE_NOT_RUNNING',
    });
    expect(existsSync(library.path)).toBe(false);
  });
});

describe('an engine that cannot start', () => {
  test('says why', async () => {
    await using library = await temporaryLibrary('refused');
    await expect(connect(library.path)).rejects.toMatchObject({ code: 'LIBRARY_NEWER', remedy: 'Update.' });
  });

  test('leaves no path in its log', async () => {
    await using library = await temporaryLibrary('burst');
    await expect(connect(library.path)).rejects.toMatchObject({ code: 'UNEXPECTED' });
    const log = readFileSync(join(library.path, 'engine.log'), 'utf8');
    expect(log).toMatch(/^engine failed: TypeError < .*fake-engine-process\.ts:\d+/);
    expect(log).not.toContain('secret');
    expect(log).not.toContain(library.path);
  });

  test('and dies without a word is told by its log', async () => {
    await using library = await temporaryLibrary();
    await mkdir(library.path, { recursive: true });
    const entry = new URL(`file://${join(library.path, 'dies.mjs')}`);
    writeFileSync(join(library.path, 'engine.log'), 'engine failed: of another day\n');
    writeFileSync(entry, 'process.stderr.write("out of memory\\n"); process.exit(134)');
    await expect(connect(library.path, { entry })).rejects.toMatchObject({
      code: 'ENGINE_NOT_STARTED',
      message: 'The engine did not start; its last words: out of memory',
    });
  });

  test('a half-written or foreign address is no address', async () => {
    await using library = await temporaryLibrary();
    await mkdir(library.path, { recursive: true });
    writeFileSync(join(library.path, 'engine.json'), '{"socket":"/tm');
    expect(await readAddress(library.path)).toBeNull();
    await writeAddress(library.path, { socket: '/nowhere/engine.sock', pid: 1, version: '0.0.0' });
    const connection = await connect(library.path);
    await connection.close();
  });
});
