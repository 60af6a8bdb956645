import { array, assert, constantFrom, integer, property, record, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';

import { storedLibrary } from '../../helpers/stored-library.ts';

const BLOCK = 65_536;

/** Short texts, and texts that reach over one and more blocks, of characters of one and two units. */
const text = tuple(
  string({ unit: constantFrom('a', 'é', '東', '😀', '\n', '👩‍🚀', '\u0000'), maxLength: 30 }),
  constantFrom(0, 1, 2, 3, 9_000, 65_530, 70_001),
  constantFrom('x', '😀', 'ab😀'),
).map(([start, length, filler]) => start + filler.repeat(Math.ceil(length / filler.length)));

test('any texts are read back as they were written, whatever is taken out', async () => {
  await using library = await storedLibrary();
  const { connection, textWriter, texts } = library;
  let content = 0;
  const batches = array(array(text, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const spans = array(
    record({ start: integer({ min: 0, max: 80_000 }), length: integer({ min: 0, max: 80_000 }) }),
    {
      maxLength: 4,
    },
  );
  const holds = property(
    batches,
    array(integer({ min: 0, max: 9 }), { maxLength: 5 }),
    spans,
    (written, removed, read) => {
      const oracle = new Map<number, string>();
      for (const batch of written) {
        connection.transaction(() => {
          for (const made of batch) {
            content += 1;
            oracle.set(content, made);
            textWriter.append(content, made);
          }
          textWriter.flush();
        });
      }
      const gone = [
        ...new Set(removed.map((place) => [...oracle.keys()][place % Math.max(1, oracle.size)] ?? -1)),
      ];
      connection.transaction(() => {
        textWriter.remove(gone);
        textWriter.flush();
      });
      for (const id of gone) {
        expect(texts.read(id, 0, 1_000_000)).toBe('');
        oracle.delete(id);
      }
      for (const [id, whole] of oracle) {
        expect(texts.read(id, 0, whole.length) === whole).toBe(true);
        for (const { start, length } of read) {
          expect(texts.read(id, start, length) === whole.slice(start, start + length)).toBe(true);
        }
      }
    },
  );
  assert(holds, { numRuns: 60 });
});

test.each([BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1])(
  'an emoji at unit %i is kept whole',
  async (place) => {
    await using library = await storedLibrary();
    const whole = `${'x'.repeat(place)}😀${'y'.repeat(10)}`;
    library.textWriter.append(1, whole);
    library.textWriter.append(2, '😀');
    library.textWriter.flush();
    expect(library.texts.read(1, 0, whole.length) === whole).toBe(true);
    expect(library.texts.read(2, 0, 2)).toBe('😀');
  },
);

test('texts share blocks, and a block whose texts all leave leaves too', async () => {
  await using library = await storedLibrary();
  for (const content of [1, 2, 3]) library.textWriter.append(content, `text ${content}`);
  library.textWriter.flush();
  expect(library.one('SELECT count(*) FROM text_blocks')).toBe(1);
  library.textWriter.remove([1, 3]);
  library.textWriter.flush();
  expect(library.one('SELECT count(*) FROM text_blocks')).toBe(1);
  expect(library.one('SELECT count(*) FROM text_pieces')).toBe(1);
  expect(library.texts.read(2, 0, 99)).toBe('text 2');
  library.textWriter.remove([2]);
  library.textWriter.flush();
  expect(library.one('SELECT count(*) FROM text_blocks')).toBe(0);
  expect(library.one('SELECT count(*) FROM text_pieces')).toBe(0);
});
