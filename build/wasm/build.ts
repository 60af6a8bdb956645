/** Compiles the kernels: `node build/wasm/build.ts`. The hash of each source is kept, so that a test sees a stale kernel. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KERNELS = ['light-sums'];
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const root = join(import.meta.dirname, '../..');
const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');

/** The sources end in `.as`, so that no tool takes them for TypeScript; their compiler reads `.ts` alone. */
function compile(name: string, source: string): void {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'kernel-'));
  writeFileSync(join(folder.path, `${name}.ts`), source);
  const output = join(root, 'resources/wasm', `${name}.wasm`);
  execFileSync(process.execPath, [compiler, `${name}.ts`, '--outFile', output, ...OPTIONS], {
    cwd: folder.path,
    stdio: 'inherit',
  });
}

for (const name of KERNELS) {
  const source = readFileSync(join(import.meta.dirname, `${name}.as`), 'utf8').replaceAll('\r\n', '\n');
  compile(name, source);
  const hash = createHash('sha256').update(source).digest('hex');
  writeFileSync(join(root, 'resources/wasm', `${name}.source.sha256`), `${hash}\n`);
}
