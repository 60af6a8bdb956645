import { describe, expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { QUOTED_BEES, QUOTED_CLAUSE, VERSIONS } from '../../helpers/made-versions.ts';

const PAGE = { offset: 0, limit: 100 };
/** Of one who waits for the answer. */
const WAITING = new AbortController().signal;

describe('finding in a folder of versions, copies and short things', () => {
  test('documents, passages and versions from a document', async () => {
    await using bench = await EngineBench.read(VERSIONS);
    {
      // a document leads to others like it, with the passages that show it, never to itself or a copy
      const { results, total } = await bench.engine.similar(
        { path: bench.path('lease v2.md'), ...PAGE },
        WAITING,
      );
      const [first] = results;
      expect(first).toMatchObject({ document: { name: 'lease v1.md' }, nearness: 'same' });
      expect(first!.here.text).toContain('two months');
      expect(first!.there.text).toContain('three months');
      expect(results.map(({ document }) => document.name)).not.toContain('lease v2.md');
      expect(total).toBe(results.length);
      const { results: rest } = await bench.engine.similar(
        {
          path: bench.path('lease v2.md'),
          offset: 1,
          limit: 2,
        },
        WAITING,
      );
      expect(rest.map(({ document }) => document.path)).toEqual(
        results.slice(1, 3).map(({ document }) => document.path),
      );
    }
    {
      // a passage leads to passages like it
      const asked = { path: bench.path('flat.md'), passage: 'larger ones need the consent', ...PAGE };
      const { results } = await bench.engine.similar(asked, WAITING);
      expect(results[0]!.document.name).toMatch(/^lease/);
      expect(results[0]!.here.text).toContain('consent of the landlord');
      await expect(
        bench.engine.similar({ ...asked, passage: 'nothing of the kind stands here' }, WAITING),
      ).rejects.toMatchObject({
        code: 'PASSAGE_NOT_FOUND',
      });
      await expect(
        bench.engine.similar({ path: asked.path, page: 3, ...PAGE }, WAITING),
      ).rejects.toMatchObject({
        code: 'PASSAGE_NOT_FOUND',
      });
    }
    {
      // newer and older versions are known by name and text; a series of minutes is none
      const of = async (name: string) =>
        (await bench.engine.versions(bench.path(name), WAITING)).map(({ document, relation, by }) => [
          document.name,
          relation,
          by,
        ]);
      expect(await of('lease v1.md')).toEqual([['lease v2.md', 'newer', 'name']]);
      expect(await of('lease v2.md')).toEqual([['lease v1.md', 'older', 'name']]);
      expect(await of('minutes 2024-01-08.md')).toEqual([]);
    }
    {
      // a document that is not there, or holds no text, is refused with what helps
      for (const path of [bench.path('missing.md'), '/elsewhere/a.md'])
        await expect(bench.engine.similar({ path, ...PAGE }, WAITING)).rejects.toMatchObject({
          code: 'DOCUMENT_UNKNOWN',
        });
      await expect(bench.engine.quotes(bench.path('empty.txt'), PAGE)).rejects.toMatchObject({
        code: 'DOCUMENT_WITHOUT_TEXT',
      });
    }
  });

  test('places, quotations and differences from a text', async () => {
    await using bench = await EngineBench.read(VERSIONS);
    {
      // a pasted paragraph is found word for word, misquoted, or by meaning alone
      const where = async (text: string) => (await bench.engine.where(text, 5, WAITING)).results[0]!;
      expect(await where(QUOTED_BEES.toUpperCase())).toMatchObject({
        document: { name: expect.stringMatching(/bees|minutes/) as string },
        kind: 'verbatim',
      });
      const misread = await where(
        'Colonies overwinter on storcd honey and a weak hive is put together with a strong one be-\nfore the frost',
      );
      expect(misread).toMatchObject({ kind: 'nearly' });
      expect(misread.place.marks.length).toBeGreaterThan(0);
      expect((await where('蜂をそっとしておく')).document.name).toBe('蜂.txt');
      const meant = (
        await bench.engine.where('insects keep food for the cold season in their box', 5, WAITING)
      ).results;
      expect(meant.every(({ kind }) => kind === 'meaning')).toBe(true);
      await expect(bench.engine.where('bees', 5, WAITING)).rejects.toMatchObject({ code: 'TEXT_TOO_SHORT' });
    }
    {
      // what a document quotes is told with the place in both
      const { results } = await bench.engine.quotes(bench.path('flat.md'), PAGE);
      expect(results.map(({ document }) => document.name).toSorted()).toEqual(['lease v1.md', 'lease v2.md']);
      const [run] = results[0]!.runs;
      expect(QUOTED_CLAUSE).toContain(run!.here.text);
      expect(run!.there.text).toBe(run!.here.text);
      const { text } = await bench.engine.readDocument(
        bench.path('flat.md'),
        run!.here.start,
        run!.here.end - run!.here.start,
      );
      expect(text).toBe(run!.here.text);
    }
    {
      // what two documents differ in is told
      const { parts, common } = await bench.engine.difference(
        bench.path('lease v1.md'),
        bench.path('lease v2.md'),
      );
      expect(parts.filter(({ kind }) => kind === 'left').map(({ text }) => text)).toEqual([
        'three',
        'eighty',
      ]);
      expect(parts.filter(({ kind }) => kind === 'right').map(({ text }) => text)).toEqual(['two', 'ninety']);
      expect(common).toBeGreaterThan(0.8);
    }
  });

  test('duplicates of a folder, forgotten with it', async () => {
    await using bench = await EngineBench.read(VERSIONS);
    {
      // duplicates are versions and copies; notes of two words, zeros and letters with one footer are none
      const { groups, total, documents } = await bench.engine.duplicates(null, PAGE, WAITING);
      const named = groups.map(({ kind, documents: held }) => [
        kind,
        held.map(({ path }) => path.slice(bench.papers.length + 1)).toSorted(),
      ]);
      expect(named).toEqual([['near', ['backup/lease v2.md', 'lease v1.md', 'lease v2.md']]]);
      expect({ total, documents }).toEqual({ total: 1, documents: 3 });
      expect(groups[0]!.documents.map(({ identical }) => identical)).toEqual([true, true, false]);
      expect((await bench.engine.duplicates(bench.path('backup'), PAGE, WAITING)).total).toBe(1);
      expect((await bench.engine.duplicates(bench.path('lease v1.md'), PAGE, WAITING)).total).toBe(1);
      expect((await bench.engine.duplicates(bench.path('flat.md'), PAGE, WAITING)).total).toBe(0);
      await expect(bench.engine.duplicates('/nowhere', PAGE, WAITING)).rejects.toMatchObject({
        code: 'FOLDER_UNKNOWN',
      });
    }
    {
      // what is forgotten leaves no sketch behind
      await bench.engine.duplicates(null, PAGE, WAITING);
      expect(bench.rows('SELECT content FROM sketches').length).toBeGreaterThan(5);
      await bench.engine.forgetFolder(bench.papers);
      expect(bench.rows('SELECT content FROM sketches')).toEqual([]);
      expect((await bench.engine.duplicates(null, PAGE, WAITING)).total).toBe(0);
    }
  });
});
