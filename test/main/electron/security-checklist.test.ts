import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';

import { builderConfiguration, LINUX_EXECUTABLE } from '../../../build/package/builder.ts';
import { FUSES } from '../../../build/package/fuses.ts';
import { makeStandIn } from '../../../build/package/stand-in.ts';
import { targetOf } from '../../../build/package/targets.ts';
import { startShell } from '../../../src-main/electron/start-shell.ts';
import { isOurs, PAGE_ORIGIN, PORTS_WANTED } from '../../../src-main/electron/names.ts';
import { fuseFaults } from '../../bench/package/fuse-faults.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import type { StandInElectron } from '../../helpers/electron/stand-in.ts';
import type { StandInWindow } from '../../helpers/electron/window.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/*
 * Electron's security checklist, by its own numbers (electronjs.org/docs/latest/tutorial/security). Where a point is
 * about something the program does not have, the test holds that it has not.
 */

const SHELL = new URL('../../../src-main/electron/', import.meta.url);
const FOREIGN = [
  'https://example.org/',
  'http://127.0.0.1:80/',
  'file:///etc/passwd',
  'inkling-page://other/',
];

interface Started extends AsyncDisposable {
  readonly electron: StandInElectron;
  readonly windows: StandInWindow[];
}

/** The real shell with both of its windows; their pages are loaded elsewhere. */
async function started(): Promise<Started> {
  const folder = await temporaryFolder();
  const electron = standInElectron({ data: folder.path });
  const files = new Map([['/', { type: 'text/html', bytes: Buffer.from('<title>Inkling</title>') }]]);
  const begin = (): Promise<never> => new Promise(() => {});
  const shell = await startShell(electron, { files, library: folder.path, begin, given: [] });
  shell?.quickSearch();
  const dispose = async (): Promise<void> => {
    electron.app.exit();
    await folder[Symbol.asyncDispose]();
  };
  return { electron, windows: [...electron.app.windows], [Symbol.asyncDispose]: dispose };
}

async function sources(): Promise<string> {
  const names = (await readdir(SHELL)).filter((name) => name.endsWith('.ts'));
  return (await Promise.all(names.map((name) => readFile(new URL(name, SHELL), 'utf8')))).join('\n');
}

async function asked(electron: StandInElectron, url: string, init?: RequestInit): Promise<Response> {
  const answer = electron.protocol.answerOf(url);
  if (answer === undefined) throw new Error(`nobody answers ${url}`);
  return answer(new Request(url, init) as never);
}

/** Whether an event of the window's contents was prevented. */
function isRefused({ webContents }: StandInWindow, event: string, url: string): boolean {
  let refused = false;
  webContents.emit(event, { url, preventDefault: () => (refused = true) });
  return refused;
}

test('1: only what the program itself serves is loaded; nothing goes out', async () => {
  await using shell = await started();
  const { defaultSession } = shell.electron.session;
  for (const url of [...FOREIGN, 'ws://example.org/', 'data:text/html,x'])
    expect(await defaultSession.lets(url), url).toBe(false);
  expect(await defaultSession.lets(`${PAGE_ORIGIN}/`)).toBe(true);
  for (const { webContents } of shell.windows)
    expect(isOurs(webContents.getURL()) || webContents.getURL() === '').toBe(true);
});

test('2, 3, 4: no Node in a page, a world apart for the preload, a sandbox around all of it', async () => {
  await using shell = await started();
  expect(shell.windows).toHaveLength(2);
  expect(shell.electron.app.isSandboxed).toBe(true);
  for (const { webContents } of shell.windows) {
    expect(webContents.preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
    });
  }
});

test('5: of all permissions a page gets one, to put text on the clipboard, and only our page', async () => {
  await using shell = await started();
  const { request, check, device } = shell.electron.session.defaultSession;
  const granted = (permission: string, url: string): boolean => {
    let answer = false;
    request?.({ getURL: () => url } as never, permission as never, (given) => (answer = given), {} as never);
    expect(check?.(null, permission as never, url, {} as never)).toBe(answer);
    return answer;
  };
  const others = [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fullscreen',
    'hid',
    'usb',
    'unknown',
  ];
  for (const permission of others) expect(granted(permission, `${PAGE_ORIGIN}/`), permission).toBe(false);
  expect(granted('clipboard-sanitized-write', `${PAGE_ORIGIN}/`)).toBe(true);
  for (const url of FOREIGN) expect(granted('clipboard-sanitized-write', url), url).toBe(false);
  expect(device?.({} as never)).toBe(false);
});

test('6, 8, 9, 10: what makes a page safe is not switched off, and nothing experimental on', async () => {
  await using shell = await started();
  for (const { webContents } of shell.windows) {
    expect(webContents.preferences).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      devTools: false,
    });
    expect(webContents.preferences).not.toHaveProperty('enableBlinkFeatures');
  }
  expect(await sources()).not.toMatch(
    /enableBlinkFeatures|appendSwitch|bypassCSP|ignore-certificate|certificate-error/,
  );
});

test('7: every answer carries a policy that lets nothing in from elsewhere', async () => {
  await using shell = await started();
  for (const path of ['/', '/missing.js']) {
    const { headers } = await asked(shell.electron, `${PAGE_ORIGIN}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('11, 12: there are no webviews, and none can be made', async () => {
  await using shell = await started();
  for (const window of shell.windows) {
    expect(window.webContents.preferences.webviewTag).toBe(false);
    expect(isRefused(window, 'will-attach-webview', '')).toBe(true);
  }
  expect(await sources()).not.toMatch(/<webview|allowpopups/);
});

test('13, 14: no page goes anywhere, no frame in it does, and none opens another', async () => {
  await using shell = await started();
  for (const window of shell.windows) {
    for (const url of [...FOREIGN, `${PAGE_ORIGIN}/`]) {
      expect(isRefused(window, 'will-navigate', url), url).toBe(true);
      expect(isRefused(window, 'will-frame-navigate', url), url).toBe(true);
      expect(window.webContents.wouldOpen(url), url).toBe('deny');
    }
  }
});

test('15: nothing is given to openExternal: the program has no use for it', async () => {
  expect(await sources()).not.toContain('openExternal');
});

test('16: Electron is of the version that package.json pins', async () => {
  const root = new URL('../../../', import.meta.url);
  const read = async (path: string) =>
    JSON.parse(await readFile(new URL(path, root), 'utf8')) as Record<string, never>;
  const own = (await read('package.json'))['devDependencies'] as unknown as Record<string, string>;
  expect(own['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  expect((await read('node_modules/electron/package.json'))['version']).toBe(own['electron']);
});

test('17: ports go to the topmost frame of our own page in a window of ours, and to nobody else', async () => {
  await using shell = await started();
  const [window] = shell.windows;
  if (window === undefined) throw new Error('there is a window');
  const sent: string[] = [];
  const { webContents } = window;
  webContents.postMessage = (channel: string) => void sent.push(channel);
  const ask = (sender: object, senderFrame: object | null): void =>
    void shell.electron.ipcMain.emit(PORTS_WANTED, { sender, senderFrame });
  const url = `${PAGE_ORIGIN}/?window=main`;
  ask(webContents, null);
  ask(webContents, { url, parent: {} });
  ask({ id: -1, postMessage: webContents.postMessage }, { url, parent: null });
  for (const foreign of FOREIGN) ask(webContents, { url: foreign, parent: null });
  expect(sent).toEqual([]);
  ask(webContents, { url, parent: null });
  expect(sent).toEqual(['inkling-shell-port']);
});

test('18: no file: address; the page has a scheme of its own, which leads nowhere but to its files', async () => {
  await using shell = await started();
  expect(shell.electron.protocol.schemes).toEqual([
    { scheme: 'inkling-page', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  expect(await sources()).not.toMatch(/loadFile|file:\/\//);
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '//etc/passwd',
    '/C:/x',
  ]) {
    expect((await asked(shell.electron, `${PAGE_ORIGIN}${path}`)).status, path).toBe(404);
  }
  expect((await asked(shell.electron, 'inkling-page://other/')).status).toBe(404);
  expect((await asked(shell.electron, `${PAGE_ORIGIN}/`, { method: 'POST' })).status).toBe(405);
  expect((await asked(shell.electron, `${PAGE_ORIGIN}/picture`)).status).toBe(405);
  const long = { method: 'POST', body: 'x'.repeat(20_000) };
  expect((await asked(shell.electron, `${PAGE_ORIGIN}/picture`, long)).status).toBe(413);
});

test('19: the fuses that the packaging writes take away what an app may lose, and nothing relies on it', async () => {
  const isOn = Object.entries(FuseV1Options).flatMap(([name, fuse]) =>
    typeof fuse === 'number' ? [[name, FUSES[fuse]]] : [],
  );
  expect(Object.fromEntries(isOn)).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
  const program = await sources();
  expect(program).not.toMatch(/ELECTRON_RUN_AS_NODE|child_process/);
  // The engine in a utility process starts nothing by itself either: what it needs it asks the program for.
  const rpc = await readFile(join(SHELL.pathname, '../rpc/run-engine.ts'), 'utf8');
  expect(rpc).toMatch(/shell === null \? \{ spawn: spawnChild \} : \{ spawn: shell\.spawn/);
});

test('19: they stand in the binary that electron-builder has packed, by the hook it is given', async () => {
  await using folder = await temporaryFolder();
  const target = targetOf('linux', 'x64');
  const app = makeStandIn(join(folder.path, 'app'), '1.2.3');
  await rename(join(app, 'electron'), join(app, LINUX_EXECUTABLE));
  const { path } = folder;
  const places = { root: path, app: path, beside: path, output: path };
  const told = { ...places, target, electronVersion: '1.2.3', electron: null, environment: {} };
  const { afterPack, linux } = builderConfiguration(told);
  if (typeof afterPack !== 'function') throw new Error('nothing is done after packing');
  await afterPack({
    appOutDir: app,
    electronPlatformName: 'linux',
    packager: { appInfo: { productFilename: 'Inkling' }, platformSpecificBuildOptions: linux ?? {} },
  } as never);
  expect(fuseFaults(await getCurrentFuseWire(join(app, LINUX_EXECUTABLE)), FUSES)).toEqual([]);
});

test('20: no function of Electron reaches a page: the preload exposes nothing, ports alone are handed over', async () => {
  const preload = await readFile(new URL('preload.ts', SHELL), 'utf8');
  expect(preload).not.toMatch(/exposeInMainWorld|window\.[A-Za-z]+ =/);
  const used = [...preload.matchAll(/(ipcRenderer|webUtils)\.(\w+)/g)].map(([, , name]) => name);
  expect(new Set(used)).toEqual(new Set(['on', 'send', 'getPathForFile']));
});

test('spelling is checked nowhere: no dictionary is fetched', async () => {
  await using shell = await started();
  expect(shell.electron.session.defaultSession.spellChecker).toBe(false);
  for (const { webContents } of shell.windows) expect(webContents.preferences.spellcheck).toBe(false);
});
