import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { packCli } from '../../build/package/pack-cli.ts';
import { run } from '../../build/setup/child.mjs';
import { npmCommand } from '../../build/setup/install.mjs';
import { writeDocuments } from './package/documents.ts';
import { travel } from './package/journey.ts';
import { inScratch } from './scratch.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Installs the package for npm in an empty folder, as a person would, and lets it index and search there. */
const archive = await packCli(ROOT);
console.log(`${archive}: ${(statSync(archive).size / 1_000_000).toFixed(1)} MB`);
await inScratch(async (scratch) => {
  const home = join(scratch, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{}');
  const { command, args, shell = false } = npmCommand(process.env, ['install', '--ignore-scripts', archive]);
  const code = await run(command, args, { cwd: home, shell });
  if (code !== 0) throw new Error(`npm ended with ${code}`);
  const documents = join(scratch, 'documents');
  await writeDocuments(documents);
  // Under this Node: the one npm's own link would find may be any.
  const inkling = [process.execPath, join(home, 'node_modules/inkling-cli/bin/inkling.mjs')];
  const outcome = await travel({ inkling, documents, place: join(scratch, 'place'), trace: null });
  console.log(JSON.stringify(outcome));
  if (!outcome.first.endsWith('moving-out.md') || outcome.stage !== 'close') {
    throw new Error('the installed program did not find the lease');
  }
});
