/**
 * The desktop shell's entry. Thin on purpose, and so far exercised by the type checker and the build only: no test
 * starts Electron until the shell lands.
 */
import { fileURLToPath } from 'node:url';

import { app, BrowserWindow, MessageChannelMain, powerMonitor } from 'electron';
import type { MessagePortMain } from 'electron';

import { entryBeside } from '../lib/entry.ts';
import type { MessageChannelPort, Spawn } from '../lib/processes.ts';
import type { Computer } from '../contract/index.ts';
import { connectEngine } from '../rpc/connect.ts';
import type { Connection } from '../rpc/connect.ts';
import { libraryPath } from '../rpc/library-path.ts';
import { ENGINE_PORT } from './engine-port.ts';
import { followComputer } from './follow-computer.ts';
import { spawnUtility } from './spawn-utility.ts';

const PRELOAD = fileURLToPath(new URL('../../preload/preload.cjs', import.meta.url));
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

/** Over the engine's own socket, as every host that is no page; while none answers there is nobody to tell. */
function tellEngine(): (computer: Computer) => void {
  let connection: Promise<Connection> | null = null;
  return (computer) => {
    connection ??= connectEngine({ library: libraryPath(undefined), host: 'electron', startNone: true });
    connection
      .then(({ client }) => client.engine.computer(computer))
      .catch(() => {
        connection = null;
      });
  };
}

async function openShell(spawn: Spawn): Promise<void> {
  const engine = spawn(entryBeside('../rpc/engine-process', import.meta.url), { name: 'engine' });
  const unfollow = followComputer(powerMonitor, tellEngine());
  app.once('will-quit', () => {
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
void app.whenReady().then(() => openShell(spawnUtility));
