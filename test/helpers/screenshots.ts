import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import pixelmatch from 'pixelmatch';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';

import { openPage } from './open-page.ts';
import { TOUR, type Stop } from './page-tour.ts';

/** The committed pictures, and where those that differ are laid for a look. */
const KEPT = fileURLToPath(new URL('../e2e/screenshots/', import.meta.url));
const SEEN = fileURLToPath(new URL('../../out/screenshots/', import.meta.url));
const MADE_WITH = join(KEPT, 'made-with.json');

const WIDE = { width: 1024, height: 680 };
const NARROW = { width: 390, height: 760 };
/** Dates are told from here, so that "yesterday" stays what it was. */
const NOW = new Date('2026-11-22T12:00:00Z');
/** How far two colours may lie apart, 0…1, and how many pixels of a picture may lie further apart than that. */
const THRESHOLD = 0.1;
const MOST_DIFFERENT = 0.002;
const BETWEEN_LOOKS_MILLISECONDS = 200;
const MOST_LOOKS = 25;

/** One sight of the page that is kept as a picture. */
export interface Shot {
  readonly name: string;
  readonly stop: Stop;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: typeof WIDE;
}

const WHOLE = ['search', 'search, the text', 'topics', 'map', 'library', 'settings'];

export const SHOTS: readonly Shot[] = [
  ...(['light', 'dark'] as const).flatMap((colorScheme) =>
    WHOLE.map((name) => shotOf(name, colorScheme, WIDE)),
  ),
  shotOf('search', 'light', NARROW),
];

function shotOf(stopName: string, colorScheme: Shot['colorScheme'], viewport: typeof WIDE): Shot {
  const stop = TOUR.find(({ name }) => name === stopName);
  if (stop === undefined) throw new Error(`the tour has no ${stopName}`);
  const place = viewport === WIDE ? '' : `-${viewport.width}`;
  return { name: `${stopName.replace(/\W+/g, '-')}-${colorScheme}${place}`, stop, colorScheme, viewport };
}

/** The scene of a shot as it is drawn here. */
export async function pictureOf(browser: Browser, { stop, colorScheme, viewport }: Shot): Promise<PNG> {
  await using opened = await openPage(browser, stop.engine(), {
    colorScheme,
    viewport,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    now: NOW,
    ...(stop.at !== undefined && { at: stop.at }),
  });
  await stop.walk(opened);
  const { page } = opened;
  await page.mouse.move(0, 0);
  // Signs of what rose stand for seconds alone: a busy machine may be too late for them.
  await page.locator('.rose').first().waitFor({ state: 'detached' });
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && document.getAnimations().length === 0,
  );
  return PNG.sync.read(await settledPicture(page));
}

/** The page once nothing of it changes from one look to the next: what comes late on a busy machine is waited for. */
async function settledPicture(page: Page): Promise<Buffer> {
  let before = await page.screenshot({ animations: 'disabled' });
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await sleep(BETWEEN_LOOKS_MILLISECONDS);
    const next = await page.screenshot({ animations: 'disabled' });
    if (next.equals(before)) return next;
    before = next;
  }
  return before;
}

/** Pixels that differ, 0…1 of all; all of them where the sizes do. */
export function differenceOf(kept: PNG, seen: PNG): { readonly share: number; readonly picture: PNG } {
  const { width, height } = kept;
  const picture = new PNG({ width, height });
  if (seen.width !== width || seen.height !== height) return { share: 1, picture };
  const pixels = pixelmatch(kept.data, seen.data, picture.data, width, height, { threshold: THRESHOLD });
  return { share: pixels / (width * height), picture };
}

/** Null where a scene looks as it was kept, else how much it differs and where both lie for a look. */
export async function changeOf(shot: Shot, seen: PNG): Promise<string | null> {
  const kept = await readFile(join(KEPT, `${shot.name}.png`)).catch(() => null);
  if (kept === null) return `${shot.name}.png is not kept yet: npm run screenshots`;
  const { share, picture } = differenceOf(PNG.sync.read(kept), seen);
  if (share <= MOST_DIFFERENT) return null;
  await mkdir(SEEN, { recursive: true });
  await writeFile(join(SEEN, `${shot.name}.seen.png`), PNG.sync.write(seen));
  await writeFile(join(SEEN, `${shot.name}.difference.png`), PNG.sync.write(picture));
  return (
    `${(100 * share).toFixed(2)} % of ${shot.name} differs: look at out/screenshots; ` +
    'where it is meant to, npm run screenshots keeps the new one'
  );
}

export async function keep(shot: Shot, seen: PNG): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  await writeFile(join(KEPT, `${shot.name}.png`), PNG.sync.write(seen, { deflateLevel: 9 }));
}

/** What the look of letters hangs on: the browser, and the fonts as it draws them. */
export interface DrawnWith {
  readonly browser: string;
  /** Of a line in each family that the page names. */
  readonly fonts: string;
}

const FAMILIES = ['system-ui', 'sans-serif', 'Charter, Georgia, serif', 'serif', 'ui-monospace, monospace'];

export async function drawnWith(browser: Browser): Promise<DrawnWith> {
  const page = await browser.newPage({ viewport: { width: 640, height: 200 } });
  const lines = FAMILIES.map(
    (family) =>
      `<p style="font: 15px ${family}">Quick 0123 brown “foxes” — Äpfel, ça ira, 東京 › ✓ <b>bold</b></p>`,
  );
  await page.setContent(lines.join(''));
  const fonts = createHash('sha256')
    .update(await page.screenshot())
    .digest('hex')
    .slice(0, 16);
  await page.close();
  return { browser: `${chromium.name()} ${browser.version()}`, fonts };
}

export async function keepDrawnWith(made: DrawnWith): Promise<void> {
  await writeFile(MADE_WITH, `${JSON.stringify(made, null, 2)}\n`);
}

/** Null where pictures made here can be compared with those that are kept, else why not. */
export async function incomparable({ browser, fonts }: DrawnWith): Promise<string | null> {
  const made: unknown = JSON.parse(await readFile(MADE_WITH, 'utf8').catch(() => '{}'));
  const kept = made as Partial<DrawnWith>;
  if (kept.browser !== browser) return `they were made with ${kept.browser}, and here is ${browser}`;
  if (kept.fonts !== fonts) return 'they were made with other fonts than are here';
  return null;
}
