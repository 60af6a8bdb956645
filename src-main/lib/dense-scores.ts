import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from './entry.ts';
import { Instance, Module, type WebAssemblyMemory } from './web-assembly.ts';

/** Functions of the kernel; their parameters stand in its source (build/wasm/dense-scores.as). */
export type DenseScores = Readonly<
  Record<'score' | 'scoreFour' | 'sum', (...numbers: readonly number[]) => void>
>;

/** The kernel takes so many dimensions at once. */
const DIMENSIONS_AT_ONCE = 16;
/** Vectors that `scoreFour` compares at once: each row is read and widened once for all of them. */
export const VECTORS_AT_ONCE = 4;

/** The kernel that compares int8 vectors with others, over a memory. */
export function denseScores(memory: WebAssemblyMemory): DenseScores {
  const kernel = Uint8Array.from(readFileSync(join(packageRoot(), 'resources/wasm/dense-scores.wasm')));
  return new Instance(new Module(kernel), { env: { memory } }).exports as unknown as DenseScores;
}

/** Lanes of a row in the kernel's memory; those beyond the vector's own are zeros. */
export function rowWidth(dimensions: number): number {
  return Math.ceil(dimensions / DIMENSIONS_AT_ONCE) * DIMENSIONS_AT_ONCE;
}
