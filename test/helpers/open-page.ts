import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { openTab, type Tab } from './browser-page.ts';
import { FakeHost } from './fake-host.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

/** The page of a scripted engine in a tab of its own. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly tab: Tab;
  readonly host: FakeHost;
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
  { at, now, ...options }: OpenPageOptions = {},
): Promise<OpenPage> {
  const host = await FakeHost.start(engine);
  const tab = await openTab(browser, options);
  const { page } = tab;
  if (now !== undefined) await page.clock.setFixedTime(now);
  await page.goto(host.address());
  if (at !== undefined) await page.getByRole('button', { name: at, exact: true }).click();
  const dispose = async (): Promise<void> => {
    await tab[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  };
  return { page, tab, host, [Symbol.asyncDispose]: dispose };
}
