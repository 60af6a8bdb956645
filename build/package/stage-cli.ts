import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { copyAll, filesOf, OWN, readManifest, writeManifest } from './stage.ts';

const COMMAND = 'bin/inkling.mjs';

/** Lays the package for npm into `folder`: our own files, with libraries named instead of brought. */
export function stageCli(root: string, folder: string): void {
  const shell = /^out\/main\/electron\//;
  copyAll(
    root,
    folder,
    filesOf(root, ['out/main/**/*.js', ...OWN]).filter((file) => !shell.test(file)),
  );
  mkdirSync(join(folder, 'bin'));
  copyFileSync(join(root, 'build/package/cli/inkling.mjs'), join(folder, COMMAND));
  chmodSync(join(folder, COMMAND), 0o755);
  copyFileSync(join(root, 'build/package/cli/README.md'), join(folder, 'README.md'));
  writeManifest(folder, cliManifest(root));
}

/** Versions are exact, as they were tested. */
function cliManifest(root: string): object {
  const { version, description, license, dependencies } = readManifest(root);
  return {
    name: 'inkling-cli',
    version,
    description,
    license,
    type: 'module',
    bin: { inkling: COMMAND },
    engines: { node: '>=22.18' },
    files: ['bin', 'out', 'resources'],
    dependencies,
  };
}
