/** Compiles the kernels: `node build/wasm/build.ts`. The hash of each source is kept, so that a test sees a stale kernel. */
import { createHash } from 'node:crypto';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { main as compileScript } from 'assemblyscript/asc';

const KERNELS = ['light-sums', 'code-distances'];
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const root = join(import.meta.dirname, '../..');

/** The sources end in `.as`, so that no tool takes them for TypeScript; their compiler reads `.ts` alone. */
async function compile(name: string, source: string): Promise<void> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'kernel-'));
  writeFileSync(join(folder.path, `${name}.ts`), source);
  const output = join(root, 'resources/wasm', `${name}.wasm`);
  const args = [`${name}.ts`, '--baseDir', folder.path, '--outFile', output, ...OPTIONS];
  const { error } = await compileScript(args, { stdout: process.stdout, stderr: process.stderr });
  if (error !== null) throw error;
}

for (const name of KERNELS) {
  const source = readFileSync(join(import.meta.dirname, `${name}.as`), 'utf8').replaceAll('\r\n', '\n');
  await compile(name, source);
  const hash = createHash('sha256').update(source).digest('hex');
  writeFileSync(join(root, 'resources/wasm', `${name}.source.sha256`), `${hash}\n`);
}
