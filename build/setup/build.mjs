import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { ensurePageBuilt } from './page.mjs';
import { ROOT } from './program.mjs';
import { runScript } from './setup-error.mjs';

await runScript(async () => {
  await ensureInstalled(ROOT);
  const built = await ensurePageBuilt(ROOT, chooseNode(ROOT));
  console.log(built ? 'built out/renderer' : 'nothing stale');
  return 0;
});
