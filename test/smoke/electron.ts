import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../src-main/lib/entry.ts';
import { CHECKS, Unseen } from './electron/checks.ts';
import { launchProgram } from './electron/program.ts';

/**
 * npm run smoke:electron -- [PROGRAM]: starts the built desktop program, or the packaged one that is named, in a real
 * Electron on a library of its own, and holds it to what only the real one can show. Of a packaged one that is what its
 * window and further starts of it let out; what is not, it says. Where there is no Electron it says what it would check,
 * and that is a failure where CI is set: nobody reads there.
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
  return process.env['CI'] === undefined ? 0 : 1;
}

async function runChecks(executable: string): Promise<number> {
  await using started = await launchProgram(executable, process.argv[2] !== undefined);
  const counts = { passed: 0, unseen: 0, FAILED: 0 };
  for (const { name, check } of CHECKS) {
    const { outcome, why } = await check(started).then(() => ({ outcome: 'passed', why: '' }) as const, told);
    counts[outcome] += 1;
    console.log(`${outcome}  ${name}${why && `\n        ${why}`}`);
  }
  console.log(`${counts.passed} passed, ${counts.unseen} cannot be seen here, ${counts.FAILED} failed`);
  return counts.FAILED === 0 ? 0 : 1;
}

function told(thrown: unknown) {
  if (thrown instanceof Unseen) return { outcome: 'unseen', why: '' } as const;
  return { outcome: 'FAILED', why: thrown instanceof Error ? thrown.message : String(thrown) } as const;
}
