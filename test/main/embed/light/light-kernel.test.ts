import { assert, nat, property, uint16Array } from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KernelRowSums, PlainRowSums, kernelTable } from '../../../../src-main/embed/light/row-sums.ts';

const root = join(import.meta.dirname, '../../../..');
const kernel = Uint8Array.from(readFileSync(join(root, 'resources/wasm/light-sums.wasm')));
const ROWS = 40;
const DIMENSIONS = 256;

function holding(table: Int8Array) {
  const made = kernelTable(table.length);
  made.table.set(table);
  return made;
}

describe('the kernel that adds rows', () => {
  test('adds as plain JavaScript adds', () => {
    const table = Int8Array.from({ length: ROWS * DIMENSIONS }, (_, index) => ((index * 7919) % 255) - 127);
    const fast = new KernelRowSums({ ...holding(table), kernel });
    const plain = new PlainRowSums(table);
    const ids = uint16Array({ min: 0, max: ROWS - 1, maxLength: 700 });
    const same = property(ids, nat(20), (values, from) => {
      for (const sums of [fast, plain]) {
        sums.clear();
        sums.add(values, Math.min(from, values.length), values.length);
        sums.add(values, 0, Math.min(3, values.length));
      }
      expect(fast.sums).toEqual(plain.sums);
    });
    assert(same);
  });

  test.each([127, -127])('does not overflow on many rows of %i', (value) => {
    const table = new Int8Array(DIMENSIONS).fill(value);
    const fast = new KernelRowSums({ ...holding(table), kernel });
    fast.add(new Uint16Array(10_000), 0, 10_000);
    expect(fast.sums).toEqual(new Int32Array(DIMENSIONS).fill(value * 10_000));
  });
});
