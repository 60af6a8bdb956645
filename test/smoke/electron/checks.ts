import { deepEqual, equal, ok } from 'node:assert/strict';

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { linkTo } from '../../../src-main/electron/link.ts';
import { PAGE_ORIGIN } from '../../../src-main/electron/names.ts';
import type { ElectronApplication } from 'playwright-core';

import { readAddress } from '../../../src-main/rpc/address.ts';
import { waitUntil } from '../../helpers/wait-until.ts';
import type { Program } from './program.ts';

/** Thrown by a check that needs what the packaged program does not let out. */
export class Unseen extends Error {}

export interface Check {
  /** What holds where it passes, after "checks that". */
  readonly name: string;
  readonly check: (program: Program) => Promise<void>;
}

const PATIENCE = 30_000;

/** A check that looks at Electron from within. */
function within(check: (app: ElectronApplication) => Promise<void>): Check['check'] {
  return async ({ app }) => {
    if (app === null) throw new Unseen();
    await check(app);
  };
}

/** In this order: what one leaves the next one finds. */
export const CHECKS: readonly Check[] = [
  {
    name: 'a window is shown, its page from the program’s own scheme, in a secure context',
    check: async ({ page }) => {
      await page.waitForURL(`${PAGE_ORIGIN}/**`, { timeout: PATIENCE });
      // Not by Playwright's own wait, which evaluates text: the page's policy forbids that.
      await waitUntil(() => page.evaluate(() => document.visibilityState === 'visible'), PATIENCE);
      equal(await page.evaluate(() => location.origin), PAGE_ORIGIN);
      ok(await page.evaluate(() => isSecureContext));
    },
  },
  {
    name: 'nothing of Node or Electron is in the page’s world',
    check: async ({ page }) => {
      const names = ['require', 'process', 'module', 'electron', 'Buffer', 'global'];
      deepEqual(await page.evaluate((all) => all.filter((name) => name in globalThis), names), []);
    },
  },
  {
    name: 'every page is sandboxed, and its preferences are those of the checklist',
    check: within(async (app) => {
      const kept = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => {
          // Not among the typings, but there.
          const read = Reflect.get(webContents, 'getLastWebPreferences') as () => Record<string, unknown>;
          const { sandbox, contextIsolation, nodeIntegration } = read.call(webContents);
          return { sandbox, contextIsolation, nodeIntegration };
        }),
      );
      for (const one of kept)
        deepEqual(one, { sandbox: true, contextIsolation: true, nodeIntegration: false });
    }),
  },
  {
    name: 'a folder is read by processes of the program, and a question answered through the port',
    check: async ({ page, papers }) => {
      const field = page.getByRole('combobox').first();
      await field.fill(papers);
      await page.getByRole('button', { name: 'Start reading' }).click();
      await page.getByRole('button', { name: 'Search in your own words' }).click({ timeout: PATIENCE });
      await page.locator('#query').fill('how much notice before I leave the flat');
      await page.getByText('Moving house').first().waitFor({ timeout: PATIENCE });
    },
  },
  {
    name: 'the engine and its children are utility processes',
    check: within(async (app) => {
      const kinds = await app.evaluate(({ app: own }) =>
        own.getAppMetrics().flatMap(({ name, serviceName }) => name ?? serviceName ?? []),
      );
      ok(
        kinds.some((name) => name.includes('Inkling engine')),
        kinds.join(', '),
      );
    }),
  },
  {
    name: 'no page can go elsewhere, open a window or reach the network',
    check: async ({ page, pages }) => {
      await page.evaluate(() => void (location.href = 'https://example.org/'));
      await page.evaluate(() => void window.open('https://example.org/'));
      equal(
        await page.evaluate(() =>
          fetch('https://example.org/').then(
            () => 'came',
            () => 'refused',
          ),
        ),
        'refused',
      );
      equal(await page.evaluate(() => location.origin), PAGE_ORIGIN);
      equal(pages().length, 1);
    },
  },
  {
    name: 'a link that starts the program once more shows its document in the first',
    check: async ({ startAgain, page, papers }) => {
      const link = linkTo({ path: `${papers}/bread.txt`, span: null });
      await startAgain([link]);
      await page.getByText('Knead the dough').first().waitFor({ timeout: PATIENCE });
    },
  },
  {
    name: 'the keys of the quick search open its window',
    check: within(async (app) => {
      const isHeld = await app.evaluate(({ globalShortcut }) =>
        globalShortcut.isRegistered('CommandOrControl+Shift+Space'),
      );
      ok(isHeld, 'the keys are not held: another program may have them');
    }),
  },
  {
    name: 'a packaged program is no Node, and Node’s inspector stays shut though it is asked for',
    check: async ({ app, library, startAgain, printed }) => {
      if (app !== null) throw new Unseen();
      ok(!printed().includes('Debugger listening'), printed());
      const script = join(library, 'as-node.cjs');
      await writeFile(script, "console.log('run by Node')");
      const said = await startAgain([script], { ELECTRON_RUN_AS_NODE: '1' });
      ok(!said.includes('run by Node'), said);
    },
  },
  {
    name: 'quitting closes the databases and leaves no engine behind',
    check: async ({ quit, library }) => {
      if (quit === null) throw new Unseen();
      const address = await readAddress(library);
      ok(address !== null, 'no engine listens');
      await quit();
      await waitUntil(() => !isAlive(address.pid), PATIENCE);
      equal(await readAddress(library), null);
    },
  },
];

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
