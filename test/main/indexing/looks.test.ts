import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { Indexer } from '../../../src-main/indexing/indexer.ts';
import { documentOf, fakeIndexingWriter } from '../../helpers/fake-indexing-writer.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

/** An indexer of a real folder, and what it held of keeping current whenever it read a file. */
async function looking() {
  const folder = await temporaryFolder();
  const fake = fakeIndexingWriter();
  const short: boolean[] = [];
  const made: Indexer = new Indexer({
    writer: fake.writer,
    extract: (path) => {
      short.push(made.isKeepingCurrent);
      return Promise.resolve(documentOf(path));
    },
    capacity: 2,
    rootPath: () => folder.path,
    paused: () => [],
    library: join(folder.path, 'library'),
    onChange: () => undefined,
    requireRoom: () => undefined,
  });
  return {
    ...fake,
    short,
    folder,
    indexer: made,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe('a look', () => {
  it('knows that it keeps current what a watch told of, and that a first look does not', async () => {
    await using made = await looking();
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(made.folder.path, name), name);
    const whole = { retry: false, gitignore: false };
    await made.indexer.look(1, whole);
    await made.indexer.settled();
    await made.indexer.look(1, { ...whole, keepsCurrent: true });
    await made.indexer.settled();
    await made.indexer.lookAt(1, ['a.txt'], { gitignore: false });
    await made.indexer.settled();
    expect(made.short).toEqual([false, false, true, true, true]);
    expect(made.indexer.isKeepingCurrent).toBe(false);
  });

  it('that nobody watched for, beside one that keeps current, is given all there is', async () => {
    await using made = await looking();
    writeFileSync(join(made.folder.path, 'a.txt'), 'a');
    await Promise.all([
      made.indexer.look(1, { retry: false, gitignore: false }),
      made.indexer.look(1, { retry: false, gitignore: false, keepsCurrent: true }),
    ]);
    await made.indexer.settled();
    expect(made.short).not.toContain(true);
  });

  it('hands what it meets to the writer and reads it', async () => {
    await using looked = await looking();
    const { folder, indexer: made } = looked;
    mkdirSync(join(folder.path, 'letters'));
    for (const name of ['a.txt', 'letters/b.txt']) writeFileSync(join(folder.path, name), name);
    await made.look(1, { retry: false, gitignore: false });
    await made.settled();
    const texts = looked.stored.map((outcome) =>
      'content' in outcome ? outcome.content.text : outcome.code,
    );
    expect(texts.toSorted()).toEqual(['a.txt', 'letters/b.txt'].map((name) => `${folder.path}/${name}`));
    await waitUntil(() => !made.isBusy);
  });
});
