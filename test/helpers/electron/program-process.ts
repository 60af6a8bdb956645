import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

import { waitUntil } from '../wait-until.ts';
import { closeBrowser, hasEntered, standIn } from './electron-module.ts';
import type { ToldProgram, ToProgram } from './started-program.ts';

/**
 * Runs a built program as Electron would: its entry is read, then Electron is ready; `electron` is what stands in for it.
 * The program's own arguments follow its entry, as in Electron.
 */

const STAND_IN = new URL('electron-module.ts', import.meta.url).href;
const { app } = standIn;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
});

function tell(message: ToldProgram): void {
  process.send?.(message);
}

/** The paths of what its page finds, best first. */
async function find(query: string): Promise<string[]> {
  await waitUntil(() => pageOf() !== null, 30_000);
  const page = pageOf();
  if (page === null) throw new Error('the window has no page');
  await page.locator('#query').fill(query);
  const titles = page.locator('[data-title]');
  await titles.first().waitFor();
  return titles.evaluateAll((found) => found.map((title) => title.getAttribute('title') ?? ''));
}

function pageOf() {
  const [window] = app.windows;
  return window?.webContents.page ?? null;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

let engine: number | null = null;

process.on('message', (asked: ToProgram) => {
  if (asked.kind === 'find') {
    void find(asked.query).then((paths) => tell({ kind: 'found', paths, ...shown() }));
  } else {
    engine = asked.engine;
    app.quit();
  }
});

function shown() {
  const [window] = app.windows;
  return {
    window: { address: window?.webContents.getURL() ?? '', isVisible: window?.isVisible() === true },
    trays: standIn.seen.trays.map(({ image }) => image),
  };
}

app.on('quit', (_event: unknown, code: number) => {
  for (const { title, content } of standIn.dialog.errors) console.error(`${title}: ${content}`);
  tell({ kind: 'quit', engineLives: engine !== null && isAlive(engine) });
  void closeBrowser().finally(() => process.exit(code));
});

const [, , entry = ''] = process.argv;
process.argv.splice(1, 2);
await import(pathToFileURL(entry).href);
hasEntered();
