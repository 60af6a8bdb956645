import { describe, expect, it } from 'vitest';

import type { PreparedContent } from '../../../src-main/storage/content.ts';
import { assignLabel, dropLabel } from '../../../src-main/storage/document-labels.ts';
import type { LabelledDocument, LabelsOf } from '../../../src-main/storage/document-vector-writer.ts';
import { readDocumentVectors } from '../../../src-main/storage/document-vectors.ts';
import { IndexWriter } from '../../../src-main/storage/index-writer.ts';
import { contentOf, digestOf, HEAVY_MODEL, storedLibrary } from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

/** A heavy vector that follows from the text. */
const vectorOf = (text: string): Int8Array => new Int8Array(digestOf(`vector ${text}`, 8));

const keep = (library: Library, passage: number, text: string, index = library.index): void =>
  index.keepVectors(HEAVY_MODEL, [{ passage, hash: digestOf(text, 16), vector: vectorOf(text) }]);

const read = (library: Library, model = HEAVY_MODEL) => readDocumentVectors(library.connection, model);

/** What the mean of passages must be, as plainly as it can be said. */
function meanOf(vectors: readonly (readonly number[] | Int8Array)[]): Int8Array {
  const sum = [...(vectors[0] ?? [])].map((_, column) =>
    vectors.reduce((total, one, place) => {
      const length = Math.sqrt([...one].reduce((square, value) => square + value * value, 0));
      return total + (one[column] ?? 0) / length / (place + 1);
    }, 0),
  );
  const largest = Math.max(...sum.map(Math.abs));
  return Int8Array.from(sum, (value) => Math.round((value / largest) * 127));
}

describe('a document', () => {
  it('has its light vector with its content, and none where it has no text', async () => {
    await using library = await storedLibrary();
    const made = contentOf(['the bees', 'the honey']);
    library.add('a.md', made);
    library.add('empty.md', []);
    library.add('b.md', ['other']);
    const { contents, light, heavy, heavyRow } = read(library);
    expect([...contents]).toEqual([1, 3]);
    expect(light.subarray(0, 256)).toEqual(made.light);
    expect(light).toHaveLength(512);
    expect(heavy).toHaveLength(0);
    expect([...heavyRow]).toEqual([-1, -1]);
  });

  it('tells by a number that its vectors came or changed, and not that its labels did', async () => {
    await using library = await storedLibrary();
    const empty = library.index.documentEdition;
    library.add('a.md', ['one']);
    const stored = library.index.documentEdition;
    expect(stored).not.toBe(empty);
    const scores = Float32Array.of(0.5);
    assignLabel(library.connection, { label: 7, contents: Uint32Array.of(1), scores, upTo: 1 });
    expect(library.index.documentEdition).toBe(stored);
    keep(library, 1, 'one');
    expect(library.index.documentEdition).not.toBe(stored);
  });

  it('has its heavy vector as soon as its last passage has one', async () => {
    await using library = await storedLibrary();
    library.add('first.md', ['zero']);
    library.add('a.md', ['one', 'two', 'three']);
    keep(library, 4, 'three');
    keep(library, 2, 'one');
    expect([...read(library).heavyRow]).toEqual([-1, -1]);
    keep(library, 3, 'two');
    const { heavy, heavyRow } = read(library);
    expect([...heavyRow]).toEqual([-1, 0]);
    expect(heavy).toEqual(meanOf(['one', 'two', 'three'].map(vectorOf)));
  });

  it('has it at once where its passages are known from others', async () => {
    await using library = await storedLibrary();
    library.add('a.md', ['one', 'two']);
    keep(library, 1, 'one');
    keep(library, 2, 'two');
    library.add('b.md', contentOf(['two', 'one'], { title: 'B' }));
    library.add('c.md', ['two', 'new']);
    const { heavy, heavyRow } = read(library);
    expect([...heavyRow]).toEqual([0, 1, -1]);
    expect(heavy.subarray(8)).toEqual(meanOf(['two', 'one'].map(vectorOf)));
  });

  it('has it of its first 2,000 passages, and never where it is data', async () => {
    await using library = await storedLibrary();
    const passages = Array.from({ length: 2_002 }, (_, place) => `p${place}`);
    library.add('long.md', passages);
    library.add('data.csv', contentOf(['1;2;3'], { dataLike: true }));
    const kept = (from: number, to: number): void =>
      library.index.keepVectors(
        HEAVY_MODEL,
        passages.slice(from, to).map((text, index) => ({
          passage: 1 + from + index,
          hash: digestOf(text, 16),
          vector: vectorOf(text),
        })),
      );
    kept(2_000, 2_001);
    kept(0, 1_999);
    keep(library, 2_003, '1;2;3');
    expect([...read(library).heavyRow]).toEqual([-1, -1]);
    kept(1_999, 2_000);
    const { heavy, heavyRow } = read(library);
    expect([...heavyRow]).toEqual([0, -1]);
    expect(heavy).toEqual(meanOf(passages.slice(0, 2_000).map(vectorOf)));
  });

  it('keeps nothing of a content that left or was replaced', async () => {
    await using library = await storedLibrary();
    library.add('a.md', ['one']);
    library.add('b.md', ['two']);
    keep(library, 1, 'one');
    library.drop('a.md');
    expect([...read(library).contents]).toEqual([2]);
    library.index.sweep();
    expect(library.one('SELECT count(*) FROM document_vectors')).toBe(1);
    const replacing: PreparedContent = {
      ...contentOf(['one', 'two']),
      recognised: { pages: 1, languages: 'eng' },
    };
    library.index.replace(2, replacing);
    const { contents, light } = read(library);
    expect(contents).toHaveLength(1);
    expect(light).toEqual(replacing.light);
    expect(library.one('SELECT count(*) FROM document_vectors')).toBe(1);
  });

  it('shows no vector of another model', async () => {
    await using library = await storedLibrary();
    library.add('a.md', ['one']);
    keep(library, 1, 'one');
    expect([...read(library, HEAVY_MODEL + 7).heavyRow]).toEqual([-1]);
    expect(read(library, HEAVY_MODEL + 7).heavy).toHaveLength(0);
  });
});

describe('a library of an earlier version', () => {
  it('has its vectors made of codes and stored vectors, and each once', async () => {
    await using library = await storedLibrary();
    library.add('a.md', ['one', 'two']);
    library.add('b.md', ['three', 'four']);
    for (const [index, text] of ['one', 'two', 'three'].entries()) keep(library, 1 + index, text);
    library.connection.exec('DELETE FROM document_vectors');
    library.add('c.md', ['five']);
    const stored = read(library).light;
    while (library.index.average());
    const { contents, light, heavy, heavyRow } = read(library);
    expect([...contents]).toEqual([1, 2, 3]);
    const codes = ['three', 'four'].map((text) =>
      [...digestOf(text, 32)].flatMap((byte) =>
        Array.from({ length: 8 }, (_, bit) => (Math.floor(byte / 2 ** bit) % 2 === 1 ? 1 : -1)),
      ),
    );
    expect(light.subarray(256, 512)).toEqual(meanOf(codes));
    expect(light.subarray(512)).toEqual(stored);
    expect([...heavyRow]).toEqual([0, -1, -1]);
    expect(heavy).toEqual(meanOf(['one', 'two'].map(vectorOf)));
    expect(library.index.average()).toBe(false);
  });

  it('gets the light vector of a document that is read closely before its turn', async () => {
    await using library = await storedLibrary();
    library.add('a.md', ['one']);
    library.connection.exec('DELETE FROM document_vectors');
    keep(library, 1, 'one');
    expect([...read(library).heavyRow]).toEqual([0]);
    while (library.index.average());
    expect(read(library).contents).toHaveLength(1);
  });
});

/** A writer that labels, with all that it was asked. */
function labelling(library: Library, labelsOf: LabelsOf) {
  const asked: LabelledDocument[] = [];
  const index = new IndexWriter({
    ...library,
    labelsOf: (document) => {
      asked.push(document);
      return labelsOf(document);
    },
  });
  return { asked, index };
}

const labelled = (library: Library): unknown[] =>
  library.connection.prepare('SELECT label, content, score FROM document_labels ORDER BY 1, 2').all();

describe('labels', () => {
  it('are asked for with what is stored, and again with what is read closely', async () => {
    await using library = await storedLibrary();
    const { asked, index } = labelling(library, ({ heavy }) =>
      heavy === null
        ? [
            { label: 4, score: 0.25 },
            { label: 5, score: 0.5 },
          ]
        : [{ label: 6, score: 0.75 }],
    );
    const content = contentOf(['one', 'two']);
    index.store([{ document: library.see('a.md'), content }]);
    const { hash, light } = content;
    expect(asked).toEqual([{ hash, light, heavy: null, beginning: expect.any(Function) as unknown }]);
    expect(asked[0]!.beginning(6)).toBe('one\n\nt');
    expect(labelled(library)).toEqual([
      { label: 4, content: 1, score: 0.25 },
      { label: 5, content: 1, score: 0.5 },
    ]);
    keep(library, 1, 'one', index);
    expect(asked).toHaveLength(1);
    keep(library, 2, 'two', index);
    expect(asked[1]).toMatchObject({ hash, light, heavy: meanOf(['one', 'two'].map(vectorOf)) });
    expect(asked[1]!.beginning(6)).toBe('one\n\nt');
    expect(labelled(library)).toEqual([{ label: 6, content: 1, score: 0.75 }]);
    library.drop('a.md');
    index.sweep();
    expect(labelled(library)).toEqual([]);
  });

  it('that cannot be told leave nothing half stored', async () => {
    await using library = await storedLibrary();
    const { index } = labelling(library, () => {
      throw new Error('planned');
    });
    const document = library.see('a.md');
    expect(() => {
      index.store([{ document, content: contentOf(['one']) }]);
    }).toThrow('planned');
    for (const table of ['contents', 'document_vectors', 'document_labels'])
      expect(library.one(`SELECT count(*) FROM ${table}`), table).toBe(0);
  });

  it('are assigned in the place of those before, and dropped', async () => {
    await using library = await storedLibrary();
    for (const name of ['a', 'b', 'c']) library.add(name, [name]);
    const assign = (label: number, contents: number[]): void =>
      assignLabel(library.connection, {
        label,
        contents: Uint32Array.from(contents),
        scores: Float32Array.from(contents, (content) => content / 4),
        upTo: Math.max(...contents),
      });
    assign(7, [1, 2]);
    assign(8, [2]);
    assign(7, [2, 3, 99]);
    expect(labelled(library)).toEqual([
      { label: 7, content: 2, score: 0.5 },
      { label: 7, content: 3, score: 0.75 },
      { label: 8, content: 2, score: 0.5 },
    ]);
    assign(7, [1]);
    expect(labelled(library)).toEqual([
      { label: 7, content: 1, score: 0.25 },
      { label: 7, content: 2, score: 0.5 },
      { label: 7, content: 3, score: 0.75 },
      { label: 8, content: 2, score: 0.5 },
    ]);
    dropLabel(library.connection, 7);
    expect(labelled(library)).toEqual([{ label: 8, content: 2, score: 0.5 }]);
  });
});
