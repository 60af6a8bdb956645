#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { CLI, ROOT, runTypeScript } from './program.mjs';
import { runScript, SetupError } from './setup-error.mjs';

await runScript(() => {
  if (!existsSync(join(ROOT, 'node_modules', '.package-lock.json'))) {
    throw new SetupError(`not set up yet: run \`npm start\` or \`npm ci\` in ${ROOT} first.`);
  }
  return runTypeScript(CLI, process.argv.slice(2));
});
