import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { ensurePageBuilt } from './page.mjs';
import { ROOT, runTypeScript } from './program.mjs';
import { runScript } from './setup-error.mjs';

await runScript(async () => {
  const fresh = await ensureInstalled(ROOT);
  // The host wants some page of its own; what is seen comes from the sources.
  if (!existsSync(join(ROOT, 'out', 'renderer', 'index.html'))) await ensurePageBuilt(ROOT, chooseNode(ROOT));
  return runTypeScript(join(ROOT, 'build', 'dev', 'dev.ts'), process.argv.slice(2), { fresh });
});
