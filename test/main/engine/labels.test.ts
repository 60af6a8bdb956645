import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Label } from '../../../src-main/contract/index.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';

const SUBJECTS = {
  bread: [
    'Knead the dough',
    'Bake the loaf in a hot oven',
    'Feed the sourdough with flour',
    'Let the crust cool',
  ],
  whale: [
    'The whale dives deep',
    'Whales sing across the ocean',
    'The pod hunts krill',
    'A calf follows its mother',
  ],
  lease: [
    'The tenant pays the rent',
    'The landlord ends the lease',
    'Notice of three months',
    'The deposit is returned',
  ],
};
const FILES = Object.fromEntries(
  Object.entries(SUBJECTS).flatMap(([subject, sentences]) =>
    Array.from({ length: 12 }, (_, number) => {
      const [first, second] = [sentences[number % 4], sentences[(number + 1) % 4]];
      return [
        `${subject}-${number}.md`,
        `# About ${subject}, part ${number}\n\n${first}. ${second}. Note ${number}.\n`,
      ];
    }),
  ),
);
const BREAD = { name: 'Bread', words: ['bread', 'dough', 'oven'], parent: null, threshold: null };

async function shown(bench: EngineBench, { id }: Label, limit = 40) {
  return (await bench.engine.showLabel({ id, offset: 0, limit, brief: false })).documents;
}

describe('labels of a library', () => {
  it('gather documents with the passage that shows it, and filter searches', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel(BREAD);
    expect(label).toMatchObject({ name: 'Bread', proposed: 0.5, threshold: null });
    expect(label.words.map(({ documents }) => documents > 0)).toEqual([true, true, true]);
    const documents = await shown(bench, label);
    expect(documents).toHaveLength(36);
    expect(documents.slice(0, 10).every(({ name }) => name.startsWith('bread'))).toBe(true);
    const [first] = documents;
    const { text = '', marks = [] } = first?.evidence ?? {};
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.every(({ start, end }) => text.slice(start, end).length > 0)).toBe(true);
    const [result] = await bench.results('label:bread part', 'light');
    expect(result?.labels.map(({ name }) => name)).toEqual(['Bread']);
  });

  it('mark their words in scripts without blanks too', async () => {
    await using bench = await EngineBench.read({ 'tokyo.md': '東京都の図書館について。', ...FILES });
    const label = await bench.engine.saveLabel({ ...BREAD, name: 'Tokyo', words: ['東京'] });
    const document = (await shown(bench, label)).find(({ name }) => name === 'tokyo.md');
    const { text = '', marks = [] } = document?.evidence ?? {};
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['東京']);
  });

  it('take several judgements at once, and tell what stood before', async () => {
    await using bench = await EngineBench.read(FILES);
    const made = await bench.engine.saveLabel(BREAD);
    const { id } = made;
    const [first, second] = (await shown(bench, made)).map(({ path }) => path);
    if (first === undefined || second === undefined) throw new Error('two documents are ranked');
    await bench.engine.judge(id, first, 'not');
    const both = [first, second].map((path) => ({ path, verdict: 'belongs' as const }));
    const { label, before } = await bench.engine.judgeAll(id, both);
    expect(label.examples.map(({ verdict }) => verdict)).toEqual(['belongs', 'belongs']);
    expect(before).toEqual([
      { path: first, verdict: 'not' },
      { path: second, verdict: null },
    ]);
    const again = await bench.engine.judgeAll(id, before);
    expect(again.label.examples).toMatchObject([{ path: first, verdict: 'not' }]);
    await expect(bench.engine.judgeAll(id, [{ path: '/nowhere', verdict: null }])).rejects.toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
    });
  });

  it('follow a judgement, keep it over a restart, and take it back', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel(BREAD);
    const [first] = await shown(bench, label);
    const path = first?.path ?? '';
    const judged = await bench.engine.judge(label.id, path, 'not');
    expect(judged.examples).toMatchObject([{ path, verdict: 'not', present: true }]);
    await bench.reopen();
    const [kept] = (await bench.engine.topics()).labels;
    expect(kept?.examples).toMatchObject([{ path, verdict: 'not' }]);
    const after = (await shown(bench, label)).find((document) => document.path === path);
    expect(after).toMatchObject({ belongs: false, verdict: 'not', nearLine: false });
    expect(await bench.engine.undoJudgement()).toEqual({ label: 'Bread', path });
    expect((await bench.engine.topics()).labels[0]?.examples).toEqual([]);
    expect(await bench.engine.undoJudgement()).toBeNull();
  });

  it('are given to a document in the pass that reads it, and taken with it', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel(BREAD);
    const path = join(bench.papers, 'new.md');
    await writeFile(path, '# Bread\n\nKnead the dough and bake the bread in the oven.');
    await bench.lookAgain();
    const results = await bench.results('label:bread knead', 'light');
    expect(results.find((result) => result.path === path)?.labels).toMatchObject([{ id: label.id }]);
    await rm(path);
    await bench.lookAgain();
    expect((await bench.results('label:bread knead', 'light')).some((result) => result.path === path)).toBe(
      false,
    );
  });

  it('are listed as they stand after what was said last, and with the documents that just came', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel(BREAD);
    const path = join(bench.papers, 'bread-3.md');
    const judging = bench.engine.judge(label.id, path, 'not');
    const again = bench.engine.saveLabel({ ...BREAD, name: 'Whales', words: ['whale', 'ocean'] });
    const [judged, whales] = [await judging, await again];
    expect((await bench.engine.topics()).labels).toEqual([judged, whales]);
    const moving = bench.engine.saveLabel({ ...BREAD, id: label.id, threshold: 0.99 });
    await new Promise(setImmediate);
    const [listed] = (await bench.engine.topics()).labels;
    expect(listed).toEqual(await moving);
    await writeFile(join(bench.papers, 'new.md'), '# Krill\n\nThe whale dives deep across the ocean.');
    await bench.lookAgain();
    const { documents, labels } = await bench.engine.topics();
    expect(documents).toBe(37);
    expect(labels.find(({ id }) => id === whales.id)?.documents).toBeGreaterThan(whales.documents);
  });

  it('are carried by a document without text on the person’s word, and by no other for it', async () => {
    await using bench = await EngineBench.read({ 'photo.md': '', ...FILES });
    const label = await bench.engine.saveLabel(BREAD);
    const path = join(bench.papers, 'photo.md');
    const judged = await bench.engine.judge(label.id, path, 'belongs');
    expect(judged.examples).toMatchObject([{ path, verdict: 'belongs', present: true, compared: false }]);
    expect(judged.documents).toBe(label.documents + 1);
    const ranked = await bench.engine.showLabel({ id: label.id, offset: 0, limit: 50, brief: false });
    expect(ranked.total).toBe(37);
    expect(ranked.documents).toHaveLength(37);
    const held = { path, belongs: true, verdict: 'belongs', compared: false, evidence: null };
    expect(ranked.documents[0]).toMatchObject(held);
    expect(ranked.documents.slice(1).every(({ compared }) => compared)).toBe(true);
    expect((await bench.results('label:bread photo', 'lexical')).map((result) => result.path)).toEqual([
      path,
    ]);
    const rejected = await bench.engine.judge(label.id, path, 'not');
    expect(rejected.documents).toBe(label.documents);
    expect((await shown(bench, label)).at(-1)).toMatchObject({ path, belongs: false, verdict: 'not' });
    await bench.engine.judge(label.id, path, null);
    expect(await shown(bench, label)).toHaveLength(36);
  });

  it('are carried once by two copies of a document without text', async () => {
    await using bench = await EngineBench.read({ 'photo.md': '', 'copy.md': '', ...FILES });
    const label = await bench.engine.saveLabel(BREAD);
    const copies = ['photo.md', 'copy.md'].map((name) => join(bench.papers, name));
    const both = copies.map((path) => ({ path, verdict: 'belongs' as const }));
    const { label: judged } = await bench.engine.judgeAll(label.id, both);
    expect(judged.examples.map(({ path }) => path).toSorted()).toEqual(copies.toSorted());
    expect(judged.documents).toBe(label.documents + 1);
    const paths = (await shown(bench, label)).map(({ path }) => path);
    expect(paths).toHaveLength(37);
    expect(new Set(paths).size).toBe(37);
  });

  it('of an example whose file left say so and go on', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel({ ...BREAD, words: [] });
    expect(label.health.kind).toBe('empty');
    const path = join(bench.papers, 'bread-3.md');
    expect((await bench.engine.judge(label.id, path, 'belongs')).documents).toBeGreaterThan(0);
    await rm(path);
    await bench.lookAgain();
    const [left] = (
      await bench.engine.judge(label.id, join(bench.papers, 'bread-4.md'), 'belongs')
    ).examples.filter((example) => example.path === path);
    expect(left?.present).toBe(false);
  });

  it('that mean the same, of slips, of one word and of many are each told for what they are', async () => {
    await using bench = await EngineBench.read(FILES);
    await bench.engine.saveLabel(BREAD);
    const twin = await bench.engine.saveLabel({ ...BREAD, name: 'Loaves' });
    expect(twin.health).toMatchObject({ kind: 'twin', other: 'Bread' });
    const slip = await bench.engine.saveLabel({ ...BREAD, name: 'Slip', words: ['landlrod'] });
    expect(slip.words).toEqual([{ word: 'landlrod', documents: 0, meant: 'landlord' }]);
    const noise = await bench.engine.saveLabel({ ...BREAD, name: 'Noise', words: ['qqqzzx'] });
    expect(noise).toMatchObject({ documents: 0, health: { kind: 'empty' } });
    const far = await bench.engine.saveLabel({ ...BREAD, name: 'Far', words: ['quark', 'gluon'] });
    // One sentence of the four that whales have.
    expect(far.documents).toBeLessThanOrEqual(4);
    expect(far.health.kind).not.toBe('clear');
    const one = await bench.engine.saveLabel({ ...BREAD, name: 'One', words: ['whale'] });
    expect((await shown(bench, one, 5)).every(({ name }) => name.startsWith('whale'))).toBe(true);
    const words = Array.from({ length: 500 }, (_, place) => `rent of the lease ${place}`);
    const many = await bench.engine.saveLabel({ ...BREAD, name: 'Many', words: [...words, ...words] });
    expect(many.words).toHaveLength(500);
    expect((await shown(bench, many, 5)).every(({ name }) => name.startsWith('lease'))).toBe(true);
  });

  it('of a word that only holds sentences together have nothing to go by', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel({ ...BREAD, words: ['a'] });
    expect(label).toMatchObject({ documents: 0, health: { kind: 'empty' } });
  });

  it('of words that are everywhere say so, until an example leads', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel({ ...BREAD, words: ['IT'] });
    expect(label.health.kind).toBe('everywhere');
    const led = await bench.engine.judge(label.id, join(bench.papers, 'bread-3.md'), 'belongs');
    expect(led.health.kind).not.toBe('everywhere');
  });

  it('that hold others are told so, though nothing is their own', async () => {
    await using bench = await EngineBench.read(FILES);
    const parent = await bench.engine.saveLabel({ ...BREAD, name: 'Kitchen', words: [] });
    expect(parent.health.kind).toBe('empty');
    await bench.engine.saveLabel({ ...BREAD, parent: parent.id });
    const [kitchen] = (await bench.engine.topics()).labels.filter(({ id }) => id === parent.id);
    expect(kitchen?.health.text).toContain('labels under it');
    expect((await bench.results('label:kitchen knead', 'light')).length).toBeGreaterThan(0);
  });

  it('are refused where they cannot be', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel(BREAD);
    await expect(bench.engine.saveLabel({ ...BREAD, name: ' bread ' })).rejects.toMatchObject({
      code: 'LABEL_NAME_TAKEN',
    });
    await expect(bench.engine.judge(label.id, '/nowhere', 'belongs')).rejects.toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
    });
    const [known = ''] = (await shown(bench, label)).map(({ path }) => path);
    const unknown = {
      code: 'DOCUMENT_UNKNOWN',
      message: expect.stringContaining('/nowhere is not in the library.') as string,
    };
    const half = { ...BREAD, name: 'Half', examples: [known] };
    await expect(bench.engine.saveLabel({ ...half, counterexamples: ['/nowhere'] })).rejects.toMatchObject(
      unknown,
    );
    await expect(
      bench.engine.judgeAll(label.id, [
        { path: known, verdict: 'not' },
        { path: '/nowhere', verdict: 'not' },
      ]),
    ).rejects.toMatchObject(unknown);
    expect((await bench.engine.topics()).labels).toMatchObject([{ name: 'Bread', examples: [] }]);
    await expect(bench.engine.showLabel({ id: 99, offset: 0, limit: 1, brief: true })).rejects.toMatchObject({
      code: 'LABEL_UNKNOWN',
    });
    await bench.engine.removeLabel(label.id);
    expect(await bench.engine.topics()).toMatchObject({ labels: [], documents: 36, unlabelled: 36 });
  });

  it('are proposed: words of its documents, and groups of those without one', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel({ ...BREAD, words: ['dough'] });
    const words = (await bench.engine.suggestWords(label.id, 20)).map(({ word }) => word);
    expect(words).toEqual(expect.arrayContaining(['oven', 'sourdough']));
    expect(words).not.toContain('dough');
    await bench.engine.removeLabel(label.id);
    const groups = await bench.engine.suggestLabels(null, 3);
    expect(groups).toHaveLength(3);
    for (const { words: named, examples } of groups) {
      expect(named).toHaveLength(3);
      expect(new Set(examples.map((path) => /(\w+)-\d+\.md$/.exec(path)?.[1])).size).toBe(1);
    }
    expect(await bench.engine.suggestLabels(bench.papers, 3)).toEqual(groups);
  });

  it('leave documents without any, which are told a page at a time', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel(BREAD);
    const carried = new Set(
      (await shown(bench, label, 36)).filter(({ belongs }) => belongs).map(({ path }) => path),
    );
    const { documents, total } = await bench.engine.unlabelled(0, 50);
    expect(total).toBe(36 - carried.size);
    expect(documents).toHaveLength(total);
    expect(documents.some(({ path }) => carried.has(path))).toBe(false);
    expect((await bench.engine.unlabelled(5, 3)).documents).toEqual(documents.slice(5, 8));
  });

  it('of an empty library gather nothing and say why', async () => {
    await using bench = await EngineBench.open({});
    const label = await bench.engine.saveLabel(BREAD);
    expect(label).toMatchObject({ documents: 0, health: { kind: 'thin' } });
    expect(label.health.text).toContain('add a folder');
    expect(await shown(bench, label)).toEqual([]);
    expect(await bench.engine.suggestLabels(null, 3)).toEqual([]);
  });
});
