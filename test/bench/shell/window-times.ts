import { fileURLToPath } from 'node:url';

import type { Browser, Page } from 'playwright-core';

import { beginEngine } from '../../../src-main/electron/begin-engine.ts';
import type { RunningEngine } from '../../../src-main/electron/begin-engine.ts';
import { startShell } from '../../../src-main/electron/start-shell.ts';
import { readPage } from '../../../src-main/lib/page-files.ts';
import { preloadText } from '../../helpers/electron/preload-text.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { median } from '../report.ts';

const PAGE = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));
const ROUNDS = 7;

/** Milliseconds until the query can be typed and the library is known, and what it holds. */
export async function windowTimes(browser: Browser, library: string) {
  const electron = standInElectron({ data: library });
  await preloadText();
  const cold = await opened(browser, library, () => beginEngine(electron, { library }));
  const engine = await beginEngine(electron, { library });
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    warm.push(await opened(browser, library, async () => lent(engine)));
  const { passages } = await engine.client.library.status();
  const empty: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) empty.push(await emptyWindow(browser));
  await engine.close();
  return { cold, warm: median(warm), empty: median(empty), passages };
}

/** One engine for all windows: the shell that closes its own leaves this one as it is. */
function lent(engine: RunningEngine): RunningEngine {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { ...engine, ended, close: async () => end() };
}

/** What the browser takes for a window with nothing in it: the rest is ours. */
async function emptyWindow(browser: Browser): Promise<number> {
  const since = performance.now();
  const context = await browser.newContext();
  await context.newPage();
  const took = performance.now() - since;
  await context.close();
  return took;
}

async function opened(
  browser: Browser,
  library: string,
  begin: () => Promise<RunningEngine>,
): Promise<number> {
  await using folder = await temporaryFolder();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const electron = standInElectron({
    data: folder.path,
    context: async () => context,
    readPreload: () => preloadText(),
  });
  const files = await readPage(PAGE);
  const appeared = new Promise<Page>((resolve) => context.once('page', resolve));
  const since = performance.now();
  const shell = await startShell(electron, { given: [], files, library, begin });
  const page = await appeared;
  await page.locator('#query').waitFor();
  const took = performance.now() - since;
  await shell?.quit();
  electron.app.exit();
  await context.close();
  return took;
}
