import { appBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { ensurePageBuilt } from './page.mjs';
import { CLI, returnToCaller, ROOT, runTypeScript } from './program.mjs';
import { runScript } from './setup-error.mjs';
import { asksForHelp } from './arguments.mjs';

const HELP = `npm start [-- FOLDER…]

Opens Inkling: installs and builds what is missing or stale, starts the engine, prints \`ready URL\` once the page
answers, opens it as a window of Chromium, Chrome or Edge (else in your browser) where there is a display, and reads
the folders named. Ctrl-C ends it.

  FOLDER…          folders to search; without one the page offers to add one
  --library DIR    where Inkling keeps what it knows (default: the platform's application data)
  --help           this text; installs nothing

The same once set up: npx inkling open [FOLDER…]. All commands: npx inkling --help`;

await runScript(async () => {
  const args = process.argv.slice(2);
  if (asksForHelp(args)) {
    console.log(HELP);
    return 0;
  }
  const fresh = await ensureInstalled(ROOT);
  await ensurePageBuilt(ROOT, chooseNode(ROOT));
  returnToCaller();
  const browser = appBrowser();
  if (browser !== null) process.env['INKLING_APP_BROWSER'] = browser;
  return runTypeScript(CLI, ['open', ...args], { fresh });
});
