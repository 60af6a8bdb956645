import { readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** A real model that is at hand: under another name it is another model. */
const MINILM = fileURLToPath(new URL('../../../resources/models/minilm-l6-v2/', import.meta.url));
const NEVER = new AbortController().signal;

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'not refused',
    (error: { code?: string }) => error.code,
  );

describe('an import is refused, and nothing of it stays,', () => {
  const left = (bench: EngineBench): string[] => {
    try {
      return readdirSync(join(bench.library, 'models'));
    } catch {
      return [];
    }
  };

  test('where the folder, its files or the name will not do', async () => {
    await using bench = await EngineBench.open({});
    await using folder = await temporaryFolder();
    const code = (path: string, name?: string) =>
      refusal(bench.engine.importModel({ folder: path, name, pooling: 'mean' }, NEVER));
    expect(await code(join(folder.path, 'none'))).toBe('FOLDER_MISSING');
    expect(await code(join(MINILM, 'model.onnx'))).toBe('FOLDER_NOT_A_FOLDER');
    expect(await code(folder.path)).toBe('MODEL_FILES_MISSING');
    await copyFile(join(MINILM, 'tokenizer.json'), join(folder.path, 'tokenizer.json'));
    await mkdir(join(folder.path, 'model.onnx'));
    expect(await code(folder.path)).toBe('MODEL_FILES_MISSING');
    // By the folder's name.
    expect(await code(MINILM)).toBe('MODEL_NAME_TAKEN');
    expect(await code(MINILM, 'inkling-light')).toBe('MODEL_NAME_TAKEN');
    for (const name of [
      '',
      '.',
      '..',
      '../up',
      'a/b',
      'Mine',
      '.import-x',
      'mine.',
      'über',
      'x'.repeat(65),
    ]) {
      expect([name, await code(MINILM, name)]).toEqual([name, 'MODEL_NAME_INVALID']);
    }
    await mkdir(join(bench.library, 'models', 'left-over'), { recursive: true });
    expect(await code(MINILM, 'left-over')).toBe('MODEL_NAME_TAKEN');
    expect(left(bench)).toEqual(['left-over']);
    expect(bench.watched.children.size).toBe(0);
  });

  test('where the model cannot be loaded', async () => {
    await using bench = await EngineBench.open({});
    await using folder = await temporaryFolder();
    await copyFile(join(MINILM, 'tokenizer.json'), join(folder.path, 'tokenizer.json'));
    const request = { folder: folder.path, name: 'broken', pooling: 'mean' as const };
    const whole = await readFile(join(MINILM, 'model.onnx'));
    for (const encoder of ['no model at all', whole.subarray(0, whole.length / 2)]) {
      await writeFile(join(folder.path, 'model.onnx'), encoder);
      await expect(bench.engine.importModel(request, NEVER)).rejects.toMatchObject({
        code: 'MODEL_UNUSABLE',
        message: expect.stringContaining('no ONNX file, or only a part of one'),
        remedy: expect.stringContaining('sha256'),
      });
    }
    expect(left(bench)).toEqual([]);
    expect(bench.watched.children.size).toBe(0);
  });

  test('where its caller goes away, or its engine died', async () => {
    await using bench = await EngineBench.open({});
    const caller = new AbortController();
    const request = { folder: MINILM, name: 'mine', pooling: 'mean' as const };
    const imported = bench.engine.importModel(request, caller.signal);
    setTimeout(() => caller.abort(), 100);
    await expect(imported).rejects.toMatchObject({ name: 'AbortError' });
    expect(left(bench)).toEqual([]);
    await mkdir(join(bench.library, 'models', '.import-abc'), { recursive: true });
    await bench.reopen();
    expect(left(bench)).toEqual([]);
  });
});
