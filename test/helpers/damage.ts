import { closeSync, openSync, writeSync } from 'node:fs';

import { seededRandom } from './random.ts';

/** Writes one byte over a part of a file. */
export function overwrite(file: string, from: number, length: number, byte = 0xa5): void {
  write(file, from, Buffer.alloc(length, byte));
}

/** Writes bytes over a part of a file that follow from its place alone. */
export function overwriteWithNoise(file: string, from: number, length: number): void {
  const random = seededRandom(from + length);
  write(file, from, Buffer.from(Array.from({ length }, () => Math.floor(random() * 256))));
}

function write(file: string, from: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, from);
  closeSync(descriptor);
}
