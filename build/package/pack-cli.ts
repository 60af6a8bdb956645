import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../setup/child.mjs';
import { npmCommand } from '../setup/install.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { buildShell } from './build-shell.ts';
import { stageCli } from './stage-cli.ts';
import { readManifest } from './stage.ts';

/** Builds and packs the package for npm; resolves to its archive. @throws SetupError where npm fails */
export async function packCli(root: string): Promise<string> {
  const place = join(root, 'out', 'npm');
  const folder = join(root, 'out', 'stage', 'cli');
  await buildShell(root);
  stageCli(root, folder);
  mkdirSync(place, { recursive: true });
  const wanted = ['pack', '--silent', '--pack-destination', place];
  const { command, args, shell = false } = npmCommand(process.env, wanted);
  const code = await run(command, args, { cwd: folder, shell, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new SetupError(`\`npm pack\` ended with ${code}; its own words stand above.`);
  return join(place, `inkling-cli-${readManifest(root).version}.tgz`);
}
