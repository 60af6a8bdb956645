import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Matrix } from './matrix.ts';

const PROCESSES = 2;
const DIMENSIONS = 384;
const run = promisify(execFile);

/**
 * The teacher's vectors of token sequences (without markers), one row each. Kept in the cache folder under the hash of
 * the sequences: millions of tokens take minutes, and the steps after this one seconds.
 */
export async function embedByTeacher(
  sequences: readonly Uint16Array[],
  directory: string,
  cache: string,
): Promise<Matrix> {
  const text = JSON.stringify(sequences.map((sequence) => [...sequence]));
  const key = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const folder = join(cache, 'teacher');
  const file = join(folder, `${key}.f32`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${key}.json`), text);
    await embedInProcesses(join(folder, key), directory, sequences.length);
  }
  const bytes = readFileSync(file);
  return new Matrix(
    sequences.length,
    DIMENSIONS,
    new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4),
  );
}

/** session.run blocks its thread, so each core gets a process of its own. */
async function embedInProcesses(base: string, directory: string, count: number): Promise<void> {
  const child = join(import.meta.dirname, 'teacher-process.ts');
  const parts = Array.from({ length: PROCESSES }, (_, part) => part);
  await Promise.all(
    parts.map((part) =>
      run(process.execPath, [
        child,
        directory,
        `${base}.json`,
        `${base}.${part}`,
        String(part),
        String(PROCESSES),
      ]),
    ),
  );
  const matrix = new Matrix(count, DIMENSIONS);
  for (const part of parts) {
    const bytes = readFileSync(`${base}.${part}`);
    const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (let row = part, from = 0; row < count; row += PROCESSES, from += DIMENSIONS) {
      matrix.row(row).set(rows.subarray(from, from + DIMENSIONS));
    }
  }
  writeFileSync(`${base}.partial`, matrix.values);
  renameSync(`${base}.partial`, `${base}.f32`);
}
