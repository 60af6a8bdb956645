import { ensureBrowser } from './browser.mjs';
import { CHECKS, toolScript } from './checks.mjs';
import { capture } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { ensurePageBuilt } from './page.mjs';
import { ROOT } from './program.mjs';
import { runScript, SetupError } from './setup-error.mjs';
import { forgetReport, lastCounts, runVitest } from './vitest.mjs';

async function passes(check, node) {
  const started = performance.now();
  const args = [toolScript(ROOT, check), ...check.args];
  const { code, output } = await capture(node, args, { cwd: ROOT });
  if (code !== 0) console.log(output.trimEnd());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${check.name} (${seconds} s)`);
  return code === 0;
}

async function runTests(node) {
  forgetReport(ROOT);
  await ensurePageBuilt(ROOT, node);
  const browser = await ensureBrowser(ROOT, node);
  await runVitest(ROOT, { node, browser, args: [] });
}

/** `--tested`: the tests ran just before; their report is counted and not made again. */
async function countAll(tested) {
  await ensureInstalled(ROOT);
  const node = chooseNode(ROOT);
  let passed = 0;
  for (const check of CHECKS) if (await passes(check, node)) passed += 1;
  if (!tested) await runTests(node);
  const tests = lastCounts(ROOT);
  return { passed: passed + tests.passed, failed: CHECKS.length - passed + tests.failed };
}

await runScript(async () => {
  const { passed, failed } = await countAll(process.argv.includes('--tested')).catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    console.error(`inkling: ${error.message}`);
    return { passed: 0, failed: 1 };
  });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
