import { fileURLToPath, pathToFileURL } from 'node:url';

import type { Browser, Page } from 'playwright-core';

import { ensureProgramBuilt } from '../../../build/package/build-shell.ts';
import { beginEngine } from '../../../src-main/electron/begin-engine.ts';
import type { RunningEngine } from '../../../src-main/electron/begin-engine.ts';
import { startShell } from '../../../src-main/electron/start-shell.ts';
import { readPage } from '../../../src-main/lib/page-files.ts';
import { preloadText } from '../../helpers/electron/preload-text.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { median } from '../report.ts';

const PAGE = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const QUERY = 'notice of the flat';
const ROUNDS = 7;
/** Each starts an engine of its own. */
const COLD_ROUNDS = 5;

/** Milliseconds from the start of the shell. */
export interface WindowTime {
  /** Until the field of the query takes keys. */
  readonly usable: number;
  /** Until the list stands that answers a query typed at once. */
  readonly answered: number;
}

/** What windows take whose page was open before, as all but the first are, and how many passages they search in. */
export async function windowTimes(browser: Browser, library: string) {
  const electron = standInElectron({ data: library });
  await preloadText();
  const main = pathToFileURL(await ensureProgramBuilt(ROOT));
  const entry = new URL('../rpc/engine-process.js', main);
  const begin = (): Promise<RunningEngine> => beginEngine(electron, { library, entry });
  await using folder = await temporaryFolder();
  const opening = { begin, data: folder.path };
  // From then on the program knows that there is something to search in.
  await opened(browser, library, opening);
  const cold: WindowTime[] = [];
  for (let round = 0; round < COLD_ROUNDS; round += 1) cold.push(await opened(browser, library, opening));
  const engine = await begin();
  const warm: WindowTime[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    warm.push(await opened(browser, library, { ...opening, begin: async () => lent(engine) }));
  const { passages } = await engine.client.library.status();
  const empty: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) empty.push(await emptyWindow(browser));
  await engine.close();
  return { cold: middle(cold), warm: middle(warm), empty: median(empty), passages };
}

function middle(times: readonly WindowTime[]): WindowTime {
  return {
    usable: median(times.map(({ usable }) => usable)),
    answered: median(times.map(({ answered }) => answered)),
  };
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

interface Opening {
  /** How its engine comes about. */
  readonly begin: () => Promise<RunningEngine>;
  /** The folder of the program's data. */
  readonly data: string;
}

async function opened(browser: Browser, library: string, { begin, data }: Opening): Promise<WindowTime> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const electron = standInElectron({
    data,
    context: async () => context,
    readPreload: () => preloadText(),
  });
  const files = await readPage(PAGE);
  const appeared = new Promise<Page>((resolve) => context.once('page', resolve));
  const since = performance.now();
  const shell = await startShell(electron, { given: [], files, library, begin });
  const page = await appeared;
  await page.locator('#query').fill(QUERY);
  const usable = performance.now() - since;
  await page.locator('[data-title]').first().waitFor();
  const answered = performance.now() - since;
  await shell?.quit();
  electron.app.exit();
  await context.close();
  return { usable, answered };
}
