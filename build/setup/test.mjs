import { needsBrowser } from './arguments.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { ensurePageBuilt } from './page.mjs';
import { ROOT } from './program.mjs';
import { runScript } from './setup-error.mjs';
import { forgetReport, runVitest } from './vitest.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  forgetReport(ROOT);
  await ensureInstalled(ROOT);
  const node = chooseNode(ROOT);
  await ensurePageBuilt(ROOT, node);
  const browser = needsBrowser(args) ? await ensureBrowser(ROOT, node) : null;
  return runVitest(ROOT, { node, browser, args });
});
