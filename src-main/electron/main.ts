/**
 * The desktop shell's entry. Thin on purpose, and so far exercised by the type checker and the build only: no test
 * starts Electron until the shell lands.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { app, BrowserWindow, MessageChannelMain, powerMonitor, safeStorage } from 'electron';
import type { MessagePortMain } from 'electron';

import { entryBeside } from '../lib/entry.ts';
import type { MessageChannelPort, Spawn } from '../lib/processes.ts';
import type { Client } from '../rpc/client.ts';
import { connectEngine } from '../rpc/connect.ts';
import type { Connection } from '../rpc/connect.ts';
import { libraryPath } from '../rpc/library-path.ts';
import { ENGINE_PORT } from './engine-port.ts';
import { followComputer } from './follow-computer.ts';
import { Keychain, lendKeychain } from './keychain.ts';
import { runInTerminal, typedCommand } from './run-in-terminal.ts';
import { spawnUtility } from './spawn-utility.ts';

const PRELOAD = fileURLToPath(new URL('../../preload/preload.cjs', import.meta.url));
/** Under a key of the system's keychain. */
const KEPT_PASSWORDS = 'passwords.bin';
const RETRY_MILLISECONDS = 5_000;

const PAGE = fileURLToPath(new URL('../../renderer/index.html', import.meta.url));

/** Carries messages both ways; the page never holds a channel to anything but the engine. */
function bridge(page: MessagePortMain, engine: MessageChannelPort): void {
  page.on('message', ({ data }) => engine.postMessage(data));
  engine.onMessage((message) => page.postMessage(message));
  page.start();
}

function createWindow(): BrowserWindow {
  return new BrowserWindow({
    width: 1200,
    height: 800,
    webPreferences: { preload: PRELOAD, contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
}

/** Over the engine's own socket, as every host that is no page; asked for anew where it broke off. */
function engineLine(): () => Promise<Client> {
  let connection: Promise<Connection> | null = null;
  const letGo = (): void => {
    connection = null;
  };
  return async () => {
    if (connection === null) {
      connection = connectEngine({ library: libraryPath(undefined), host: 'electron', startNone: true });
      connection.then(({ ended }) => ended).then(letGo, letGo);
    }
    return (await connection).client;
  };
}

/** Lends the system's keychain to whichever engine is there. */
async function keepLending(engine: () => Promise<Client>, signal: AbortSignal): Promise<void> {
  const keychain = Keychain.open(safeStorage, join(app.getPath('userData'), KEPT_PASSWORDS));
  if (keychain === null) return;
  while (!signal.aborted) {
    await engine()
      .then((client) => lendKeychain(client, keychain, signal))
      .catch(() => undefined);
    await sleep(RETRY_MILLISECONDS);
  }
}

async function openShell(spawn: Spawn): Promise<void> {
  const engine = spawn(entryBeside('../rpc/engine-process', import.meta.url), { name: 'engine' });
  const line = engineLine();
  const quitting = new AbortController();
  const unfollow = followComputer(powerMonitor, (computer) => {
    // While none answers there is nobody to tell.
    void line()
      .then((client) => client.engine.computer(computer))
      .catch(() => undefined);
  });
  void keepLending(line, quitting.signal);
  app.once('will-quit', () => {
    quitting.abort();
    unfollow();
    engine.kill();
  });
  const window = createWindow();
  const { port1, port2 } = new MessageChannelMain();
  bridge(port1, engine.port);
  await window.loadFile(PAGE);
  window.webContents.postMessage(ENGINE_PORT, null, [port2]);
}

// Not awaited here: Electron is ready only after its entry has been read to the end.
const typed = typedCommand(process.argv);
if (typed === null) void app.whenReady().then(() => openShell(spawnUtility));
else void runInTerminal(app, typed);
