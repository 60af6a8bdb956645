import { launchBrowser } from '../../test/helpers/browser-page.ts';
import {
  changeOf,
  drawnWith,
  keep,
  keepDrawnWith,
  pictureOf,
  SHOTS,
} from '../../test/helpers/screenshots.ts';

/**
 * npm run screenshots: keeps the page's pictures as they look now, those alone that changed, and says which. All of them
 * are to be kept with one browser and its fonts: Debian's Chromium.
 */
const browser = await launchBrowser();
try {
  for (const shot of SHOTS) {
    const seen = await pictureOf(browser, shot);
    if ((await changeOf(shot, seen)) === null) continue;
    await keep(shot, seen);
    console.log(`kept ${shot.name}`);
  }
  await keepDrawnWith(await drawnWith(browser));
} finally {
  await browser.close();
}
