import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const kernels = readdirSync(join(root, 'build/wasm'))
  .filter((name) => name.endsWith('.as'))
  .map((name) => name.slice(0, -'.as'.length));

it.each(kernels)('the kernel %s was compiled from the source that stands there', (name) => {
  const source = readFileSync(join(root, 'build/wasm', `${name}.as`), 'utf8').replaceAll('\r\n', '\n');
  const kept = readFileSync(join(root, 'resources/wasm', `${name}.source.sha256`), 'utf8').trim();
  expect(createHash('sha256').update(source).digest('hex'), 'run: node build/wasm/build.ts').toBe(kept);
});
