import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CODE_BYTES, hammingDistance } from '../../../../src-main/embed/light/code-distance.ts';
import { CodeDistances } from '../../../../src-main/embed/light/code-distances.ts';

const root = join(import.meta.dirname, '../../../..');
const code = uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

describe('the kernel that measures distances', () => {
  test('was compiled from the source that stands beside it', () => {
    const source = readFileSync(join(root, 'build/wasm/code-distances.as'), 'utf8').replaceAll('\r\n', '\n');
    const kept = readFileSync(join(root, 'resources/wasm/code-distances.source.sha256'), 'utf8').trim();
    expect(createHash('sha256').update(source).digest('hex'), 'run: node build/wasm/build.ts').toBe(kept);
  });

  test('counts bits as plain JavaScript counts them', () => {
    const distances = new CodeDistances();
    const same = property(code, array(code, { maxLength: 40 }), (query, codes) => {
      const all = Uint8Array.from(codes.flatMap((bytes) => [...bytes]));
      const words = new Uint32Array(all.buffer);
      const asked = new Uint32Array(Uint8Array.from(query).buffer);
      const plain = codes.map((_, place) => hammingDistance(asked, 0, words, place));
      expect([...distances.measure(query, all, codes.length)]).toEqual(plain);
    });
    assert(same);
  });

  test('goes on where one window of codes ends and the next begins', () => {
    const count = 65_536 + 3;
    const codes = new Uint8Array(count * CODE_BYTES);
    codes[65_535 * CODE_BYTES] = 1;
    codes[(count - 1) * CODE_BYTES] = 7;
    const found = new CodeDistances().measure(new Uint8Array(CODE_BYTES), codes, count);
    expect([found[65_535], found[65_536], found[count - 1]]).toEqual([1, 0, 3]);
  });
});
