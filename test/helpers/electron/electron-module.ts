import { launchBrowser } from '../browser-page.ts';
import { standInElectron } from './stand-in.ts';

/** The module `electron` of a program that runs by itself: its data in INKLING_STAND_IN_DATA, its windows in a browser. */

const browser = launchBrowser();
const entered = Promise.withResolvers<void>();

export const standIn = standInElectron({
  data: process.env['INKLING_STAND_IN_DATA'] ?? '',
  entered: entered.promise,
  context: async () => (await browser).newContext({ viewport: { width: 1280, height: 800 } }),
});

/** The program's entry has been read. */
export const hasEntered = entered.resolve;

export async function closeBrowser(): Promise<void> {
  await (await browser).close();
}

export const {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} = standIn;
