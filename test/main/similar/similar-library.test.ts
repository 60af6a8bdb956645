import { describe, expect, it } from 'vitest';

import { SimilarDocuments } from '../../../src-main/similar/similar-documents.ts';
import { SimilarPassages } from '../../../src-main/similar/similar-passages.ts';
import type { SimilarLibrary } from '../../../src-main/similar/similar-library.ts';
import { CodeScan } from '../../../src-main/storage/code-scan.ts';
import { readContent } from '../../../src-main/storage/passages.ts';
import { digestOf, HEAVY_MODEL, storedLibrary } from '../../helpers/stored-library.ts';

const PAGE = { offset: 0, limit: 100 };
const LANES = 32;
const SUBJECTS = 3;

type Stored = Awaited<ReturnType<typeof storedLibrary>>;

/** What a document's heavy vectors are like: its subject, and a little of its own. */
const vectorOf = (subject: number, text: string): Int8Array =>
  new Int8Array(digestOf(text, LANES)).map((value, lane) =>
    lane % SUBJECTS === subject % SUBJECTS ? 100 : value >> 3,
  );

/** Documents of two passages, of which every third is of one subject, read closely. */
function read(library: Stored, from: number, to: number): void {
  for (let document = from; document < to; document += 1) {
    const texts = ['first', 'second'].map((part) => `${part} of ${document}`);
    library.add(`${document}.md`, texts);
    library.index.keepVectors(
      HEAVY_MODEL,
      texts.map((text, place) => ({
        passage: 1 + 2 * document + place,
        hash: digestOf(text, 16),
        vector: vectorOf(document, text),
      })),
    );
  }
}

const over = (library: Stored): SimilarLibrary => ({
  connection: library.connection,
  texts: library.texts,
  light: library.resident,
  heavy: library.heavyResident,
  heavyModel: HEAVY_MODEL,
  heavyDimensions: LANES,
  embedLight: () => new Float32Array(256),
  lightCentre: new Float32Array(256),
  lightCode: () => new Uint8Array(32),
});

describe('over a library that was read closely', () => {
  it('documents are compared by what was read, and by light codes where its vectors left', async () => {
    await using library = await storedLibrary();
    read(library, 0, 12);
    const similar = new SimilarDocuments(over(library));
    const asked = readContent(library.connection, 1)!;
    const before = similar.find(asked, PAGE, null).found;
    expect(before.slice(0, 3).map(({ document }) => document.path)).toEqual(
      expect.arrayContaining(['3.md', '6.md', '9.md']),
    );
    expect(before.map(({ deep }) => deep)).toEqual(before.map(() => true));
    expect(library.heavyResident.live[1 + 2 * 3]).toBe(1);
    library.connection.exec(
      `DELETE FROM vectors WHERE hash = (SELECT hash FROM passages WHERE id = ${1 + 2 * 3})`,
    );
    const after = similar.find(asked, PAGE, null).found;
    expect(after).toHaveLength(before.length);
    expect(after.filter(({ deep }) => !deep).map(({ document }) => document.path)).toEqual(['3.md']);
  });

  it('passages are told from unrelated ones, which are learnt anew where half as many again were read', async () => {
    await using library = await storedLibrary();
    read(library, 0, 40);
    const similar = new SimilarPassages(over(library), new CodeScan(library.resident, 0));
    const scored = (): number =>
      similar.describe([{ passage: 9, here: 1, light: 1, deep: 0.9 }], null)[0]!.score;
    const learnt = scored();
    // Everything becomes the same: whoever learns it takes nothing for near any more.
    const forgetful = library.connection.prepare<[Uint8Array], never>('UPDATE vectors SET vector = ?');
    forgetful.run(new Uint8Array(LANES).fill(9));
    read(library, 40, 59);
    forgetful.run(new Uint8Array(LANES).fill(9));
    expect(scored()).toBe(learnt);
    read(library, 59, 60);
    expect(scored()).toBeLessThan(learnt);
  });
});
