import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Arch, build, Platform } from 'electron-builder';

import { SetupError } from '../setup/setup-error.mjs';
import { buildShell } from './build-shell.ts';
import { builderConfiguration, LINUX_EXECUTABLE } from './builder.ts';
import { makeIcons } from './icons.ts';
import { licencesText, packagedParts } from './parts.ts';
import { makeBill } from './sbom.ts';
import { readManifest, stageApp } from './stage.ts';
import { makeStandIn } from './stand-in.ts';
import type { Target } from './targets.ts';
import { filesBelow, packedFiles, sizesByPart } from './tree.ts';

export interface PackageOptions {
  readonly root: string;
  readonly target: Target;
  /** The unpacked app only, no installers. */
  readonly onlyFolder: boolean;
  /** An unpacked Electron; null for the installed one, or what stands in for it. */
  readonly electron: string | null;
}

/** What all files beyond Electron's own may take, as a person downloads and unpacks it. */
export const MOST_BYTES = 120_000_000;

const PLATFORMS = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS };
const UNPACKED_FOLDER = {
  linux: 'linux-unpacked',
  darwin: 'mac-arm64/Inkling.app/Contents',
  win32: 'win-unpacked',
};

/** Builds and packages the app; resolves to the folder that holds its executable and resources. */
export async function packageApp(options: PackageOptions): Promise<string> {
  const { root, target } = options;
  const out = join(root, 'out');
  const name = `${target.platform}-${target.architecture}`;
  const [app, beside, output] = [join(out, 'stage', name), join(out, 'beside'), join(out, 'package')];
  await buildShell(root);
  const files = await stageApp(root, app, target);
  await makeIcons(root, beside);
  await describe(root, files, { beside, output, name });
  const electronVersion = readManifest(root).devDependencies['electron'] ?? '';
  const electron = chooseElectron(options, electronVersion);
  await build({
    projectDir: root,
    targets: PLATFORMS[target.platform].createTarget(
      options.onlyFolder ? 'dir' : [...target.installers],
      Arch[target.architecture],
    ),
    config: builderConfiguration({
      root,
      app,
      beside,
      output,
      target,
      electronVersion,
      electron,
      environment: process.env,
    }),
    publish: 'never',
  });
  const folder = join(output, unpackedFolder(target));
  report(resourcesFolder(folder, target));
  return folder;
}

export function unpackedFolder({ platform, architecture }: Target): string {
  return platform === 'linux' && architecture === 'arm64'
    ? 'linux-arm64-unpacked'
    : UNPACKED_FOLDER[platform];
}

export function executableName({ platform }: Target): string {
  return { linux: LINUX_EXECUTABLE, darwin: 'MacOS/Inkling', win32: 'Inkling.exe' }[platform];
}

/** The licences go into the package, its bill of materials beside it. */
async function describe(
  root: string,
  files: readonly string[],
  { beside, output, name }: { readonly beside: string; readonly output: string; readonly name: string },
): Promise<void> {
  const parts = packagedParts(root, files);
  mkdirSync(output, { recursive: true });
  writeFileSync(
    join(beside, 'licences.txt'),
    licencesText(readFileSync(join(root, 'LICENSE'), 'utf8'), parts),
  );
  const bill = await makeBill(root, parts);
  writeFileSync(join(output, `inkling-${name}.cdx.json`), JSON.stringify(bill, null, 2));
}

/** Installers are never made around the stand-in: nobody should be able to hand one on. */
function chooseElectron(
  { root, target, onlyFolder, electron }: PackageOptions,
  version: string,
): string | null {
  if (electron !== null) return electron;
  const installed = join(root, 'node_modules', 'electron', 'dist');
  const isHere = target.platform === process.platform && target.architecture === process.arch;
  if (isHere && existsSync(installed)) return installed;
  if (!onlyFolder) return null;
  if (target.platform !== 'linux') {
    throw new SetupError('name an unpacked Electron with --electron; what stands in for one is a Linux one.');
  }
  console.error(
    'inkling: no Electron here: the package is made around a stand-in, to be looked at; it does not start.',
  );
  return makeStandIn(join(root, 'out', 'stand-in'), version);
}

/** The folder of the archive and of what lies beside it. */
export function resourcesFolder(folder: string, { platform }: Target): string {
  return join(folder, platform === 'darwin' ? 'Resources' : 'resources');
}

/** @throws SetupError where a package has grown beyond its bound */
function report(resources: string): void {
  const packed = packedFiles(join(resources, 'app.asar'));
  for (const [part, size] of sizesByPart(packed)) console.log(`${megabytes(size).padStart(9)}  ${part}`);
  const files = filesBelow(resources);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(`${megabytes(bytes).padStart(9)}  beyond Electron; ${megabytes(MOST_BYTES)} at most`);
  if (bytes > MOST_BYTES) throw new SetupError('the package is larger than it may be; see its parts above.');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
