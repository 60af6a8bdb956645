import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src-main/lib/entry.ts';
import { CHECKS } from './electron/checks.ts';
import { launchProgram } from './electron/program.ts';

/**
 * npm run smoke:electron -- [PROGRAM]: starts the built desktop program, or the packaged one that is named, in a real
 * Electron on a library of its own, and holds it to what only the real one can show. Where there is no Electron it
 * says what it would check.
 */
const program = process.argv[2] ?? electronBinary();
process.exit(program === null ? sayChecks() : await runChecks(program));

/** As Electron's own package keeps it, once it was downloaded. */
function electronBinary(): string | null {
  const folder = join(packageRoot(), 'node_modules/electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function sayChecks(): number {
  console.log('Electron is not installed here, so nothing was checked. Where it is, this checks that');
  for (const { name } of CHECKS) console.log(`  · ${name}`);
  console.log(
    'Install it with `node node_modules/electron/install.js`, then `npm run build:shell`, then this again.',
  );
  return 0;
}

async function runChecks(executable: string): Promise<number> {
  await using started = await launchProgram(executable, process.argv[2] !== undefined);
  let failed = 0;
  for (const { name, check } of CHECKS) {
    const fault = await check(started).then(
      () => null,
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    );
    if (fault !== null) failed += 1;
    console.log(fault === null ? `passed  ${name}` : `FAILED  ${name}\n        ${fault}`);
  }
  console.log(`${CHECKS.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
