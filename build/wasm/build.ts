/** Compiles the kernels: `node build/wasm/build.ts`. The hash of each source is kept, so that a test sees a stale kernel. */
import { createHash } from 'node:crypto';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { main as compileScript } from 'assemblyscript/asc';

const COMMON = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory'];
/** Each kernel with what it asks of the compiler; memory between threads must say its greatest size. */
const KERNELS = {
  'light-sums': ['--enable', 'simd'],
  'term-sums': ['--enable', 'simd'],
  'dense-scores': ['--enable', 'simd'],
  'code-scan': ['--enable', 'simd', '--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
};
const root = join(import.meta.dirname, '../..');

/** The sources end in `.as`, so that no tool takes them for TypeScript; their compiler reads `.ts` alone. */
async function compile(name: string, source: string, options: readonly string[]): Promise<void> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'kernel-'));
  writeFileSync(join(folder.path, `${name}.ts`), source);
  const output = join(root, 'resources/wasm', `${name}.wasm`);
  const args = [`${name}.ts`, '--baseDir', folder.path, '--outFile', output, ...COMMON, ...options];
  const { error } = await compileScript(args, { stdout: process.stdout, stderr: process.stderr });
  if (error !== null) throw error;
}

for (const [name, options] of Object.entries(KERNELS)) {
  const source = readFileSync(join(import.meta.dirname, `${name}.as`), 'utf8').replaceAll('\r\n', '\n');
  await compile(name, source, options);
  const hash = createHash('sha256').update(source).digest('hex');
  writeFileSync(join(root, 'resources/wasm', `${name}.source.sha256`), `${hash}\n`);
}
