import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { run } from './child.mjs';

function reportPath(root) {
  return join(root, 'out', 'reports', 'vitest.json');
}

/** An old report must never stand in for a run that did not come about. */
export function forgetReport(root) {
  rmSync(reportPath(root), { force: true });
}

/** Runs vitest under `node`, so that the engine's children, started by process.execPath, run there too. */
export function runVitest(root, { node, browser, args }) {
  const report = reportPath(root);
  mkdirSync(dirname(report), { recursive: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const path = [dirname(node), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, ...(browser ? { INKLING_BROWSER: browser } : {}) };
  return run(node, [vitest, 'run', ...reporters, ...args], { cwd: root, env });
}

/** Counts of vitest's JSON report; a file that failed before its first test counts as one failure. */
export function countTests(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  // Not a success, and no test to blame: an error outside every test.
  return { passed: report.numPassedTests, failed: failed || (report.success ? 0 : 1) };
}

/** The counts of the last run, or one failure where none was reported. */
export function lastCounts(root) {
  const path = reportPath(root);
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  return countTests(JSON.parse(readFileSync(path, 'utf8')));
}
