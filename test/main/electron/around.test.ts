import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';

import type { Progress } from '../../../src-main/contract/index.ts';
import { appMenu } from '../../../src-main/electron/app-menu.ts';
import { FirstReading } from '../../../src-main/electron/first-reading.ts';
import { Hotkey, isHotkey } from '../../../src-main/electron/hotkey.ts';
import { AT_LOGIN, openAtLogin, startedAtLogin } from '../../../src-main/electron/login-item.ts';
import { progressLine, readShare } from '../../../src-main/electron/tray.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

function progress(change: Partial<Progress> = {}): Progress {
  return { ...new ScriptedEngine().progress(), ...change };
}

const bar = (done: number, total: number) => ({ done, total, perSecond: 0, secondsLeft: null });

test('the line of the tray says how reading stands', () => {
  expect(progressLine(null)).toBe('Inkling’s engine starts');
  expect(progressLine(progress())).toBe('Reading: 8,405 of 11,930 files');
  expect(progressLine(progress({ pause: 'all' }))).toBe('Reading is paused');
  const read = { searchable: bar(5, 5) };
  expect(progressLine(progress(read))).toBe('Reading closely: 41,300 of 226,000 passages');
  expect(progressLine(progress({ ...read, pause: 'deepening' }))).toBe('Searchable; close reading is paused');
  expect(progressLine(progress({ ...read, deepened: bar(9, 9) }))).toBe('Everything is read');
  expect(readShare(progress({ searchable: bar(1, 4) }))).toBe(0.25);
  expect(readShare(progress(read))).toBeNull();
});

test('the end of a first reading is told once, that of a later one never', () => {
  const first = new FirstReading();
  const states = [bar(0, 0), bar(0, 9), bar(5, 9), bar(9, 9), bar(9, 9), bar(9, 12), bar(12, 12)];
  const told = states.map((searchable) =>
    first.take(
      progress({ searchable, activity: searchable.done < searchable.total ? 'reading' : 'deepening' }),
    ),
  );
  expect(told).toEqual([false, false, false, true, false, false, false]);
  const later = new FirstReading();
  expect(
    [bar(3, 9), bar(9, 9)].map((searchable) => later.take(progress({ searchable, activity: 'deepening' }))),
  ).toEqual([false, false]);
});

test.each(['Control+Shift+Space', 'CommandOrControl+K', 'Alt+F4', 'Meta+Alt+7'])(
  '%s may open the small search',
  (keys) => {
    expect(isHotkey(keys)).toBe(true);
  },
);

test.each([
  '',
  'K',
  'Shift+K',
  'Control+',
  'Control+k',
  'Control+Escape',
  'Control+Alt',
  'Ctrl+K',
  'Control+K+L',
])('"%s" may not', (keys) => expect(isHotkey(keys)).toBe(false));

test('keys that another program has are refused and said to be; the ones before are given up', async () => {
  await using folder = await temporaryFolder();
  const { globalShortcut } = standInElectron({ data: folder.path });
  globalShortcut.taken.add('Control+K');
  let pressed = 0;
  const hotkey = new Hotkey({ globalShortcut }, () => (pressed += 1));
  hotkey.set('Alt+Space');
  globalShortcut.press('Alt+Space');
  expect([pressed, hotkey.isRefused]).toEqual([1, false]);
  hotkey.set('Control+K');
  expect(hotkey.isRefused).toBe(true);
  expect(() => globalShortcut.press('Alt+Space')).toThrow('nobody listens');
  hotkey.set('rm -rf');
  expect(hotkey.isRefused).toBe(true);
  hotkey.set('');
  expect(hotkey.isRefused).toBe(false);
});

function accelerators(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap(({ accelerator, submenu }) => [
    ...(accelerator === undefined ? [] : [String(accelerator)]),
    ...(Array.isArray(submenu) ? accelerators(submenu) : []),
  ]);
}

test.each(['darwin', 'linux', 'win32'] as const)('on %s every key of the menus is one item’s', (platform) => {
  const nothing = (): void => {};
  const menu = appMenu(platform, {
    tell: nothing,
    addFolders: nothing,
    quickSearch: nothing,
    print: nothing,
    quit: nothing,
  });
  const keys = accelerators(menu);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('CommandOrControl+,');
  expect(menu[0]?.label).toBe(platform === 'darwin' ? 'Inkling' : '&File');
  expect(keys).toContain(platform === 'darwin' ? 'Command+Q' : 'Control+Q');
});

test('starting with the computer: the system is told, on Linux by a file of its desktops', async () => {
  await using folder = await temporaryFolder();
  const electron = standInElectron({ data: folder.path });
  const environment = { XDG_CONFIG_HOME: folder.path };
  const program = '/opt/My "Apps"/100% ink$ling';
  await openAtLogin(electron, true, { platform: 'linux', environment, program });
  const file = join(folder.path, 'autostart/inkling.desktop');
  expect(await readFile(file, 'utf8')).toContain(
    `Exec="/opt/My \\\\"Apps\\\\"/100%% ink\\\\$ling" ${AT_LOGIN}`,
  );
  await openAtLogin(electron, false, { platform: 'linux', environment, program });
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  await openAtLogin(electron, true, { platform: 'darwin', environment, program });
  expect(electron.app.login).toEqual({ openAtLogin: true });
  await openAtLogin(electron, true, { platform: 'win32', environment, program });
  expect(electron.app.login).toEqual({ openAtLogin: true, args: [AT_LOGIN] });
});

test('no window opens where the system started it: a Mac says so itself, the others are told to', () => {
  const electron = standInElectron({ data: '/nowhere' });
  expect(startedAtLogin(electron, ['inkling', AT_LOGIN], 'linux')).toBe(true);
  expect(startedAtLogin(electron, ['inkling'], 'win32')).toBe(false);
  expect(startedAtLogin(electron, ['inkling'], 'darwin')).toBe(false);
  electron.app.wasOpenedAtLogin = true;
  expect(startedAtLogin(electron, ['inkling'], 'darwin')).toBe(true);
});
