import {
  constants,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { nodeFileTrace } from '@vercel/nft';

import { SetupError } from '../setup/setup-error.mjs';
import { IS_NATIVE, nativeFiles } from './natives.ts';
import type { Target } from './targets.ts';

/** What nothing imports: processes and threads are started by their file's URL. */
const ENTRIES = [
  'out/main/electron/main.js',
  'out/main/cli/index.js',
  'out/main/**/*-{process,thread,guard}.js',
];

/** Our own files that are read, not imported. */
export const OWN = [
  'LICENSE',
  'out/licences.json',
  'out/renderer/**/*.*',
  'resources/models/**/*.{json,bin,txt,onnx}',
  'resources/wasm/*.wasm',
];
/** Those of the desktop program alone. */
const SHELL = ['out/preload/preload.cjs', 'resources/tray/*.png'];

/** Files of libraries that they read by names made at run time. */
const READ_BY_LIBRARIES = [
  'node_modules/7z-wasm/7zz.wasm',
  'node_modules/@hyzyla/pdfium/dist/pdfium.wasm',
  // Which of the three serves depends on the processor. Tesseract.js asks for the smaller LSTM ones in browsers only.
  'node_modules/tesseract.js-core/tesseract-core{,-simd,-relaxedsimd}.wasm',
  'node_modules/@tesseract.js-data/*/package.json',
  'node_modules/@tesseract.js-data/*/4.0.0_best_int/*.traineddata.gz',
];

/** Lays everything the app opens at run time, and nothing else, into `folder`; answers the files' paths in it. */
export async function stageApp(root: string, folder: string, target: Target): Promise<string[]> {
  const traced = await traceLibraries(root);
  const natives = nativeFiles(target);
  const missing = natives.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw missingNatives(target, missing);
  const files = new Set([
    ...filesOf(root, ['out/main/**/*.js', ...SHELL, ...OWN, ...READ_BY_LIBRARIES]),
    ...traced.filter((file) => !IS_NATIVE.test(file)),
    ...natives,
  ]);
  copyAll(root, folder, [...files]);
  writeManifest(folder, appManifest(root));
  return [...files, 'package.json'].toSorted();
}

/** Files of node_modules that our built code imports, by every path it may take. */
async function traceLibraries(root: string): Promise<string[]> {
  const { fileList } = await nodeFileTrace(filesOf(root, ENTRIES), {
    base: root,
    conditions: ['node', 'import', 'default'],
    // Electron brings itself; the other is asked for by a library that does without it.
    ignore: ['node_modules/electron/**', 'node_modules/supports-color/**'],
  });
  return [...fileList].map(posix).filter((file) => file.startsWith('node_modules/'));
}

/** Paths under `root`, with slashes. @throws SetupError where a pattern finds nothing */
export function filesOf(root: string, patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    const found = globSync(pattern, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
    if (found.length === 0) throw new SetupError(`nothing to package at ${pattern}: build first.`);
    return found.map((entry) => posix(join(entry.parentPath, entry.name).slice(root.length + 1)));
  });
}

/** Empties the folder first: what an earlier build left is no part of this one. */
export function copyAll(root: string, folder: string, files: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) {
    const copy = join(folder, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(root, file), copy, constants.COPYFILE_FICLONE);
  }
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Parsed JSON enters here: our own package.json. */
export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

export function writeManifest(folder: string, manifest: object): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Names no dependency: all of them are there as files. */
function appManifest(root: string): object {
  const { name, version, description, license, main } = readManifest(root);
  return {
    name,
    productName: 'Inkling',
    version,
    description,
    license,
    author: 'Inkling',
    type: 'module',
    main,
  };
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}

function missingNatives({ platform, architecture }: Target, missing: readonly string[]): SetupError {
  return new SetupError(
    `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed: package on ${platform}-${architecture} itself, ` +
      `or first install its parts with \`npm ci --os=${platform} --cpu=${architecture}\`.`,
  );
}
