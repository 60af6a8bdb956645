import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';

import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import type { BrowserContext } from 'playwright-core';

import type { Electron } from '../../../src-main/electron/electron.ts';
import { StandInApp } from './app.ts';
import type { AppOptions } from './app.ts';
import {
  safeStorage,
  StandInDesktop,
  StandInDialog,
  StandInMenu,
  StandInNotification,
  StandInPower,
  StandInScreen,
  StandInShortcuts,
  StandInTray,
} from './around.ts';
import type { Ground, StandInContents } from './contents.ts';
import { StandInChannel } from './ports.ts';
import { StandInProtocol, StandInSession } from './session.ts';
import { utilityProcess } from './utility.ts';
import { fromWire } from './wire.ts';
import type { Wire } from './wire.ts';
import { StandInWindow } from './window.ts';

export interface StandInOptions extends AppOptions {
  /** The folder of the program's own data. */
  readonly data: string;
  /** Where windows open their pages; left out where none is opened. */
  readonly context?: () => Promise<BrowserContext>;
  readonly readPreload?: (path: string) => Promise<string>;
  /** Where files that are dropped lie, by their names. */
  readonly droppable?: Readonly<Record<string, string>>;
}

const NO_PAGES = (): Promise<never> => Promise.reject(new Error('this stand-in opens no pages'));

/** By Electron's own typings, as far as the shell uses it: what drifts from them does not compile. */
export interface StandInElectron extends Electron {
  readonly app: StandInApp;
  readonly ipcMain: EventEmitter;
  readonly protocol: StandInProtocol;
  readonly session: { readonly defaultSession: StandInSession };
  readonly MessageChannelMain: typeof StandInChannel;
  readonly dialog: StandInDialog;
  readonly globalShortcut: StandInShortcuts;
  readonly nativeTheme: { themeSource: 'system' | 'light' | 'dark'; shouldUseDarkColors: boolean };
  readonly powerMonitor: StandInPower;
  readonly screen: StandInScreen;
  readonly shell: StandInDesktop;
  /** What was shown beside the windows. */
  readonly seen: Seen;
}

interface Seen {
  menu: StandInMenu | null;
  readonly trays: StandInTray[];
  readonly notifications: StandInNotification[];
}

/** The `electron` of tests: as strict as the real one where it is strict, and everything it was told can be looked at. */
export function standInElectron(options: StandInOptions): StandInElectron {
  const app = new StandInApp(options.data, options);
  const ipcMain = new EventEmitter();
  const session = new StandInSession();
  const protocol = new StandInProtocol(() => app.isReady);
  const ground: Ground = {
    context: options.context ?? NO_PAGES,
    protocol,
    session,
    readPreload: options.readPreload ?? ((path) => readFile(path, 'utf8')),
    droppable: options.droppable ?? {},
    sent: (sender: StandInContents, channel, given) => {
      ipcMain.emit(
        channel,
        { sender, senderFrame: sender.mainFrame },
        ...(fromWire(given as unknown as Wire) as unknown[]),
      );
    },
  };
  const seen: Seen = { menu: null, trays: [], notifications: [] };
  return {
    app,
    seen,
    ipcMain,
    protocol,
    safeStorage,
    session: { defaultSession: session },
    MessageChannelMain: StandInChannel,
    utilityProcess,
    dialog: new StandInDialog(),
    globalShortcut: new StandInShortcuts(),
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
    powerMonitor: new StandInPower(),
    screen: new StandInScreen(),
    shell: new StandInDesktop(),
    Notification: class extends StandInNotification {
      constructor(told: { title: string; body: string }) {
        super(told, (notification) => seen.notifications.push(notification));
      }
    },
    BrowserWindow: class extends StandInWindow {
      constructor(given: BrowserWindowConstructorOptions) {
        super(ground, given);
        app.hold(this);
      }
    },
    Tray: class extends StandInTray {
      constructor(image: string) {
        super(image);
        seen.trays.push(this);
      }
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => new StandInMenu(template),
      setApplicationMenu: (menu: StandInMenu | null) => void (seen.menu = menu),
    },
  };
}
