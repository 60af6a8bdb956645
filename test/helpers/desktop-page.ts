import { fileURLToPath } from 'node:url';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import type { DesktopShell } from '../../src-main/electron/shell.ts';
import { startShell } from '../../src-main/electron/start-shell.ts';
import { readPage } from '../../src-main/lib/page-files.ts';
import { watchTab } from './browser-page.ts';
import type { Tab } from './browser-page.ts';
import type { StandInContents } from './electron/contents.ts';
import { preloadText } from './electron/preload-text.ts';
import { standInElectron } from './electron/stand-in.ts';
import type { StandInElectron } from './electron/stand-in.ts';
import type { StandInWindow } from './electron/window.ts';
import type { ScriptedEngine } from './scripted-engine.ts';
import { ScriptedRuns } from './scripted-running-engine.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

const PAGE = fileURLToPath(new URL('../../out/renderer/', import.meta.url));
/** Where the page's own scheme stands in Chromium, which knows no schemes of ours. */
const ORIGIN = 'https://app.inkling-page.invalid';

export interface DesktopOptions extends BrowserContextOptions {
  /** What the program was started with. */
  readonly given?: readonly string[];
  /** Where files that are dropped lie, by their names. */
  readonly droppable?: Readonly<Record<string, string>>;
  /** The folder of the program's own data, where it was opened before. */
  readonly data?: string;
  /** An engine takes until then to come up. */
  readonly engineComes?: Promise<void>;
  /** What time its pages take it for. */
  readonly now?: Date;
}

/** The real shell, preload and page over a scripted engine, with a stand-in for Electron around them. */
export interface Desktop extends AsyncDisposable {
  readonly electron: StandInElectron;
  readonly shell: DesktopShell;
  readonly runs: ScriptedRuns;
  readonly window: StandInWindow;
  readonly page: Page;
  readonly tab: Tab;
  readonly host: { readonly origin: string; readonly home: string; setAway(away: boolean): void };
  /** The page of the small window, once it was called for. */
  quick(): Promise<{ window: StandInWindow; page: Page }>;
}

export async function openDesktop(
  browser: Browser,
  engine: ScriptedEngine,
  { given = [], droppable = {}, data, engineComes, now, ...options }: DesktopOptions = {},
): Promise<Desktop> {
  const folder = await temporaryFolder();
  const runs = new ScriptedRuns(engine, folder.path);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  if (now !== undefined) await context.clock.setFixedTime(now);
  const readPreload = (): Promise<string> => preloadText();
  const electron = standInElectron({
    data: data ?? folder.path,
    context: async () => context,
    readPreload,
    droppable,
  });
  const shell = await startShell(electron, {
    given,
    files: await readPage(PAGE),
    library: folder.path,
    begin: () => (engineComes ?? Promise.resolve()).then(runs.begin),
  });
  if (shell === null) throw new Error('another program of this folder runs');
  const windowOf = (kind: string) =>
    [...electron.app.windows].find(({ webContents }) => webContents.getURL().endsWith(kind));
  const opened = async (kind: string) => {
    await waitUntil(() => (windowOf(kind)?.webContents.page ?? null) !== null, 30_000);
    const window = windowOf(kind);
    if (window === undefined) throw new Error(`no window of ${kind}`);
    return { window, page: shown(window.webContents) };
  };
  const { window, page } = await opened('=main');
  await page.waitForURL(`${ORIGIN}/**`);
  const dispose = async (): Promise<void> => {
    await shell.quit();
    electron.app.exit();
    await context.close();
    await runs[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
  return {
    electron,
    shell,
    runs,
    window,
    page,
    tab: watchTab(page, dispose),
    host: { origin: ORIGIN, home: `${ORIGIN}/?window=main`, setAway: (away) => runs.setAway(away) },
    quick: () => opened('=quick'),
    [Symbol.asyncDispose]: dispose,
  };
}

function shown({ page }: StandInContents): Page {
  if (page === null) throw new Error('the window shows no page');
  return page;
}
