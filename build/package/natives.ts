import type { Target } from './targets.ts';

/** Compiled for one platform, whatever the package that brings it. */
export const IS_NATIVE = /\.(node|so|dll|dylib)(\.\d+)*$/;

const SQLITE_VEC = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const SQLITE_VEC_SUFFIX = { linux: 'so', darwin: 'dylib', win32: 'dll' };
/**
 * The binding names these; what else lies beside them is a second copy, or serves graphics cards only, as DirectML.dll,
 * which the runtime loads when it is asked to use one (a delayed import).
 */
const ONNX_RUNTIME = {
  linux: ['libonnxruntime.so.1'],
  darwin: ['libonnxruntime.1.dylib'],
  win32: ['onnxruntime.dll'],
};

/** Every file under node_modules that is native to a target, and the package.json by which Node finds it. */
export function nativeFiles({ platform, architecture }: Target): string[] {
  const onnxRuntime = `onnxruntime-node/bin/napi-v6/${platform}/${architecture}`;
  const sqliteVec = `sqlite-vec-${SQLITE_VEC[platform]}-${architecture}`;
  const watcher = `@parcel/watcher-${platform}-${architecture}${platform === 'linux' ? '-glibc' : ''}`;
  return [
    ...['onnxruntime_binding.node', ...ONNX_RUNTIME[platform]].map((file) => `${onnxRuntime}/${file}`),
    `better-sqlite3/prebuilds/${platform}-${architecture}.node`,
    `${sqliteVec}/package.json`,
    `${sqliteVec}/vec0.${SQLITE_VEC_SUFFIX[platform]}`,
    `${watcher}/package.json`,
    `${watcher}/watcher.node`,
  ].map((file) => `node_modules/${file}`);
}
