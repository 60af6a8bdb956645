import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { openTab, type PageHost, type Tab } from './browser-page.ts';
import { openDesktop } from './desktop-page.ts';
import { FakeHost } from './fake-host.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

/** The same journeys go through a desktop window, its preload and its port where the run says so. */
const IN_DESKTOP = process.env['INKLING_PAGE_IN'] === 'desktop';

/** The page of a scripted engine in a tab of its own. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly tab: Tab;
  readonly host: PageHost;
}

export interface OpenPageOptions extends BrowserContextOptions {
  /** Where to go from the search. */
  readonly at?: 'Topics' | 'Library' | 'Settings';
  /** What time the page takes it for. */
  readonly now?: Date;
}

export async function openPage(
  browser: Browser,
  engine: ScriptedEngine,
  { at, ...options }: OpenPageOptions = {},
): Promise<OpenPage> {
  const opened = await (IN_DESKTOP ? openDesktop : openOnLoopback)(browser, engine, options);
  if (at !== undefined) await opened.page.getByRole('button', { name: at, exact: true }).click();
  return opened;
}

async function openOnLoopback(
  browser: Browser,
  engine: ScriptedEngine,
  { now, ...options }: Omit<OpenPageOptions, 'at'>,
): Promise<OpenPage> {
  const host = await FakeHost.start(engine);
  const tab = await openTab(browser, options);
  const { page } = tab;
  if (now !== undefined) await page.clock.setFixedTime(now);
  await page.goto(host.address());
  const dispose = async (): Promise<void> => {
    await tab[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  };
  return { page, tab, host, [Symbol.asyncDispose]: dispose };
}
