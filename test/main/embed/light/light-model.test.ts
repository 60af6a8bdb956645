import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLightModel } from '../../../../src-main/embed/light/light-model.ts';

const resources = join(import.meta.dirname, '../../../../resources');

/** A copy of the model that a test may damage. */
function copyModel(): { directory: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-light-'));
  cpSync(join(resources, 'models/inkling-light'), join(folder, 'models/inkling-light'), { recursive: true });
  cpSync(join(resources, 'wasm'), join(folder, 'wasm'), { recursive: true });
  return {
    directory: join(folder, 'models/inkling-light'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

describe('loadLightModel', () => {
  test('loads the model of the app', () => {
    const model = loadLightModel(join(resources, 'models/inkling-light'));
    expect(model.vocabulary).toHaveLength(30_522);
    expect(model.table).toHaveLength(30_522 * 256);
    expect(model.vocabulary[model.unknownId]).toBe('[UNK]');
  });

  test.each(['table.bin', 'vocabulary.txt', 'scales.bin', 'manifest.json'])(
    'refuses a damaged %s',
    (name) => {
      using copy = copyModel();
      truncateSync(join(copy.directory, name), 100);
      expect(() => loadLightModel(copy.directory)).toThrow(
        expect.objectContaining({ code: 'MODEL_CORRUPT' }),
      );
    },
  );

  test('refuses a manifest of another kind, and a folder that is not there', () => {
    using copy = copyModel();
    writeFileSync(join(copy.directory, 'manifest.json'), '{"kind":"heavy"}');
    expect(() => loadLightModel(copy.directory)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
    expect(() => loadLightModel(join(copy.directory, 'none'))).toThrow(
      expect.objectContaining({ code: 'MODEL_CORRUPT' }),
    );
  });
});
