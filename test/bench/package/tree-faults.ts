import { nativeFiles, IS_NATIVE } from '../../../build/package/natives.ts';
import { ownerOf } from '../../../build/package/parts.ts';
import type { Target } from '../../../build/package/targets.ts';
import type { PackedFile } from '../../../build/package/tree.ts';

/** What no package has any use for. */
const USELESS =
  /\.(map|ts|mts|cts|tsx|svelte|md|markdown|as|gyp|gypi|c|cc|cpp|h|hpp)$|(^|\/)(tests?|__tests__|examples?|docs)\//;
/** Read by native code, which sees no archive. */
const IS_READ_NATIVELY = /^resources\/models\//;
/** Without these nothing starts or nothing is found. */
export const NEEDED = [
  'package.json',
  'out/main/electron/main.js',
  'out/main/cli/index.js',
  'out/main/rpc/engine-process.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/licences.json',
  'resources/models/minilm-l6-v2/model.onnx',
  'resources/wasm/term-sums.wasm',
  ...['tray', 'tray@2x', 'trayTemplate', 'trayTemplate@2x'].map((name) => `resources/tray/${name}.png`),
];

export interface Expected {
  readonly target: Target;
  /** Folders of node_modules that the lock file calls development's, the page's own aside. */
  readonly development: ReadonlySet<string>;
}

/** One sentence for everything that is in a package and should not be, or is missing, or lies on the wrong side. */
export function treeFaults(files: readonly PackedFile[], { target, development }: Expected): string[] {
  const natives = new Set(nativeFiles(target));
  const paths = new Set(files.map(({ path }) => path));
  return [
    ...[...NEEDED, ...natives].filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
    ...files.flatMap((file) => fileFaults(file, natives, development)),
  ];
}

function fileFaults(
  { path, isUnpacked }: PackedFile,
  natives: ReadonlySet<string>,
  development: ReadonlySet<string>,
): string[] {
  const isNative = IS_NATIVE.test(path);
  const isOpenedNatively = isNative || IS_READ_NATIVELY.test(path);
  const owner = ownerOf(path);
  return [
    ...(USELESS.test(path) ? [`${path} is of no use at run time`] : []),
    ...(owner !== null && development.has(owner) ? [`${path} is of a development dependency`] : []),
    ...(isNative && !natives.has(path) ? [`${path} is of another platform`] : []),
    ...(isOpenedNatively && !isUnpacked
      ? [`${path} is in the archive, where native code cannot open it`]
      : []),
    ...(!isOpenedNatively && isUnpacked
      ? [`${path} is beside the archive, where nothing vouches for it`]
      : []),
  ];
}
