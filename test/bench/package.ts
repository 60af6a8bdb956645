import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { getCurrentFuseWire } from '@electron/fuses';

import { FUSES } from '../../build/package/fuses.ts';
import { executableName, packageApp, resourcesFolder } from '../../build/package/package-app.ts';
import { targetOf } from '../../build/package/targets.ts';
import type { Target } from '../../build/package/targets.ts';
import { packedFiles } from '../../build/package/tree.ts';
import { pageFolders } from '../../build/setup/licences.mjs';
import { writeDocuments } from './package/documents.ts';
import { fuseFaults } from './package/fuse-faults.ts';
import { travel, word } from './package/journey.ts';
import { layMovedTree } from './package/moved-tree.ts';
import { leftOut, openedBelow } from './package/opened.ts';
import { treeFaults } from './package/tree-faults.ts';
import { inScratch } from './scratch.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NODE = process.execPath;

/**
 * Packages the app, compares its tree with what it should hold, and lets the packaged program read documents of many
 * kinds from another place: its index has to be the checkout's, and whatever it asked for has to have been there.
 */
const target = targetOf(process.platform, process.arch);
const packaged = await packageApp({ root: ROOT, target, onlyFolder: true, electron: null });
const resources = resourcesFolder(packaged, target);
const faults = [
  ...treeFaults(packedFiles(join(resources, 'app.asar')), { target, development: developmentFolders() }),
  ...fuseFaults(await getCurrentFuseWire(fuseHolder(packaged, target)), FUSES),
  ...(await inScratch((scratch) => journeyFaults(resources, scratch))),
];
for (const fault of faults) console.error(`FAULT  ${fault}`);
console.log(faults.length === 0 ? 'the package is whole' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function journeyFaults(place: string, scratch: string): Promise<string[]> {
  const documents = join(scratch, 'documents');
  const { picture } = await writeDocuments(documents);
  const app = layMovedTree(place, join(scratch, 'moved'));
  const trace = hasStrace() ? join(scratch, 'trace') : null;
  const recognised = join(scratch, 'recognised.txt');
  const packed = await travel({
    inkling: [NODE, join(app, 'out/main/cli/index.js')],
    documents,
    place: join(scratch, 'packed'),
    trace,
    extra: [
      [NODE, join(import.meta.dirname, 'package', 'recognise-process.ts'), app, picture].map(word).join(' ') +
        ` > ${word(recognised)}`,
    ],
  });
  const checkout = await travel({
    inkling: [NODE, join(ROOT, 'src-main/cli/index.ts')],
    documents,
    place: join(scratch, 'checkout'),
    trace: null,
  });
  console.log(`packaged  ${JSON.stringify(packed)}\ncheckout  ${JSON.stringify(checkout)}`);
  const isSame = JSON.stringify(packed) === JSON.stringify(checkout);
  return [
    ...(isSame ? [] : ['the packaged program does not answer as the checkout does']),
    ...(readFileSync(recognised, 'utf8').includes('blue whale')
      ? []
      : ['no words were recognised in a picture']),
    ...(trace === null ? [] : traceFaults(app, trace)),
  ];
}

function traceFaults(app: string, trace: string): string[] {
  const opened = openedBelow(app, trace);
  console.log(`${opened.found.size} of its files were asked for on the way`);
  return leftOut(opened, ROOT).map((path) => `${path} was asked for and is not in the package`);
}

function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    console.error('without strace, what the program asks for in vain is not seen');
    return false;
  }
}

function fuseHolder(folder: string, of: Target): string {
  return of.platform === 'darwin' ? join(folder, '..') : join(folder, executableName(of));
}

/** What the lock file marks as development's and no page is made of. */
function developmentFolders(): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const page = new Set(pageFolders(ROOT));
  return new Set(Object.keys(packages).filter((name) => packages[name]?.dev === true && !page.has(name)));
}
