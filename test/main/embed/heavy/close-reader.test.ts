import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { CloseReader } from '../../../../src-main/embed/heavy/close-reader.ts';
import { HeavyModel } from '../../../../src-main/embed/heavy/heavy-model.ts';
import { packageRoot } from '../../../../src-main/lib/entry.ts';

const FOLDER = join(packageRoot(), 'resources/models/minilm-l6-v2');
const CONTEXT = 'The lease › Ending it\n';
const BODY = 'The kitchen was painted in spring. You may move out after three months. The bees are well.';

describe('reading closely', () => {
  it('gives the vector that embedding gives, and the sentence that answers without a word of the question', async () => {
    const model = await HeavyModel.load(FOLDER);
    const reader = new CloseReader(model);
    const text = CONTEXT + BODY;
    const query = 'how long is the notice period of the apartment';
    const reading = await reader.read({ query, text, bodyStart: CONTEXT.length });
    expect(reading.vector).toEqual(await model.embed(text));
    expect(BODY.slice(reading.answer?.start, reading.answer?.end)).toBe(
      'You may move out after three months.',
    );
    const other = await reader.read({ query: 'honey makers', text, bodyStart: CONTEXT.length });
    expect(BODY.slice(other.answer?.start, other.answer?.end)).toBe('The bees are well.');
    const far = await reader.read({ query, text: 'The bees are well.', bodyStart: 0 });
    expect(far.answer).toBeNull();
    expect(far.late).toBeLessThan(reading.late);
    await model.release();
  });

  it('reads what is longer than the model reads, and texts without a word', async () => {
    const model = await HeavyModel.load(FOLDER);
    const reader = new CloseReader(model);
    const text = 'One more sentence of many, as long as a breath. '.repeat(60);
    const reading = await reader.read({ query: 'many sentences', text, bodyStart: 0 });
    expect(reading.vector).toEqual(await model.embed(text));
    const empty = await reader.read({ query: '', text: '', bodyStart: 0 });
    expect(empty).toMatchObject({ late: 0, answer: null });
    await model.release();
  });
});
