import type { Browser } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';

import { launchBrowser } from '../helpers/browser-page.ts';
import {
  changeOf,
  differenceOf,
  drawnWith,
  incomparable,
  pictureOf,
  SHOTS,
  type Shot,
} from '../helpers/screenshots.ts';

const browser: Browser = await launchBrowser();
afterAll(() => browser.close());

/** Letters are drawn otherwise by other browsers and fonts: pictures are compared where both are the same. */
const reason = await incomparable(await drawnWith(browser));
const how = reason === null ? 'as it was kept' : `still; not compared with what was kept, for ${reason}`;

/** What can be held to everywhere: the scene does not move. */
async function movementOf(shot: Shot, seen: Awaited<ReturnType<typeof pictureOf>>): Promise<string | null> {
  const { share } = differenceOf(await pictureOf(browser, shot), seen);
  return share === 0 ? null : `${shot.name} moves`;
}

const faultOf = reason === null ? changeOf : movementOf;

test.each(SHOTS.map((shot) => ({ shot, title: `${shot.name} stands ${how}` })))(
  '$title',
  async ({ shot }) => {
    expect(await faultOf(shot, await pictureOf(browser, shot))).toBeNull();
  },
);
