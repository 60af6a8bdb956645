import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Progress } from '../../../src-main/contract/index.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';

const BROKEN = Buffer.from('%PDF-1.7 and then nothing of a PDF');
const NOTES = {
  'bees.md': '# What do colonies live on in winter?\n\nColonies overwinter on stored honey.\n',
  'flat.md': '# Moving house\n\nThe tenancy may be ended with three months notice, in writing.\n',
  'run.log': 'The zyzzogeton started.\n',
};

const NEVER = new AbortController().signal;

/** Whether a word stands in any file below a folder, in either of the ways texts are stored. */
function standsIn(folder: string, word: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'));
    });
}

async function progressOf(bench: EngineBench): Promise<Progress> {
  const ending = new AbortController();
  for await (const progress of bench.engine.progress(ending.signal)) {
    ending.abort();
    return progress;
  }
  throw new Error('no progress was told');
}

test('what the library takes is told by kind, and sums up to what its files take', async () => {
  await using bench = await EngineBench.read(NOTES);
  const { kinds } = await bench.engine.storage();
  const bytes = (name: string): number => kinds.find(({ kind }) => kind === name)?.bytes ?? 0;
  for (const kind of ['text', 'words', 'codes', 'documents', 'own'])
    expect(bytes(kind), kind).toBeGreaterThan(0);
  const files = readdirSync(bench.library).reduce(
    (sum, name) => sum + statSync(join(bench.library, name)).size,
    0,
  );
  const all = kinds.reduce((sum, kind) => sum + kind.bytes, 0);
  expect(Math.abs(all - files)).toBeLessThan(files / 10);
  expect(kinds.map(({ bytes: taken }) => taken)).toEqual(
    kinds.map(({ bytes: taken }) => taken).toSorted((left, right) => right - left),
  );
});

describe('a rule of a folder', () => {
  test('tells what it would leave out, leaves it out, and lets it in again', async () => {
    await using bench = await EngineBench.read(NOTES);
    const { engine, papers } = bench;
    expect(await engine.wouldLeaveOut(papers, '*.log\n')).toEqual({ files: 1, examples: ['run.log'] });
    expect(await engine.wouldLeaveOut(papers, '# nothing')).toEqual({ files: 0, examples: [] });
    expect(await engine.ruleFolder(papers, { patterns: '*.log' })).toMatchObject({ patterns: '*.log' });
    await bench.settle();
    expect(await bench.found('zyzzogeton', 'lexical')).toEqual([]);
    expect(bench.rows('SELECT path, rule FROM exclusions')).toEqual([
      { path: 'run.log', rule: 'folder-rule' },
    ]);
    expect((await engine.status()).files.excluded).toBe(1);
    await bench.reopen();
    await bench.lookAgain();
    expect(await bench.found('zyzzogeton', 'lexical')).toEqual([]);
    await engine.close().catch(() => undefined);
    await bench.reopen();
    await bench.engine.ruleFolder(papers, { patterns: '' });
    await bench.settle();
    expect(await bench.found('zyzzogeton', 'lexical')).toEqual(['run.log']);
  });

  test('for every folder holds in each of them', async () => {
    await using bench = await EngineBench.read(NOTES);
    await bench.engine.changeSettings({ leaveOut: '*.log' });
    await bench.lookAgain();
    expect(await bench.found('zyzzogeton', 'lexical')).toEqual([]);
    expect(bench.rows('SELECT rule FROM exclusions')).toEqual([{ rule: 'everywhere-rule' }]);
  });

  test('goes on in a folder around it', async () => {
    await using bench = await EngineBench.open({ 'in/run.log': 'The zyzzogeton.', 'run.log': 'Another.' });
    await bench.engine.addFolder(bench.path('in'));
    await bench.engine.ruleFolder(bench.path('in'), { patterns: '*.log' });
    await bench.settle();
    await bench.engine.addFolder(bench.papers);
    await bench.settle();
    expect(await bench.found('zyzzogeton', 'lexical')).toEqual([]);
    expect(await bench.found('another', 'lexical')).toEqual(['run.log']);
  });
});

test('a folder without meaning is found by its words alone, is not deepened, and says so', async () => {
  await using bench = await EngineBench.read(NOTES);
  const { engine, papers } = bench;
  const asked = 'leaving a rented apartment';
  expect(await bench.found(asked, 'light')).toContain('flat.md');
  const told = await engine.ruleFolder(papers, { meaning: false });
  expect(told).toMatchObject({ meaning: false, deepenable: 0, deepened: 0 });
  expect(await bench.found(asked, 'light')).toEqual([]);
  bench.watched.clear();
  expect(await bench.found('tenancy ended', 'close')).toEqual(['flat.md']);
  await bench.settle(true);
  expect(bench.watched.embedded.filter((text) => text.includes('tenancy may'))).toEqual([]);
  expect((await engine.status()).vectors).toBe(0);
  await engine.ruleFolder(papers, { meaning: true });
  expect(await bench.found(asked, 'light')).toContain('flat.md');
}, 60_000);

test('one unreadable file is left out by a rule, and comes back with the rule before', async () => {
  await using bench = await EngineBench.read({ ...NOTES, 'old [1] #.pdf': BROKEN });
  const { engine, papers } = bench;
  const path = bench.path('old [1] #.pdf');
  expect((await engine.errors()).map((error) => error.path)).toEqual([path]);
  const { folder, before } = await engine.exclude(path);
  expect([folder, before]).toEqual([papers, '']);
  expect(await engine.errors()).toEqual([]);
  await bench.lookAgain();
  expect(await engine.errors()).toEqual([]);
  expect((await engine.status()).files.excluded).toBe(1);
  await engine.ruleFolder(folder, { patterns: before });
  await bench.settle();
  expect((await engine.errors()).map((error) => error.path)).toEqual([path]);
  await expect(engine.exclude('/nowhere/a.pdf')).rejects.toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
});

test('a pause ends by itself, over a restart too', async () => {
  await using bench = await EngineBench.read(NOTES);
  const before = Date.now();
  const paused = await bench.engine.pause('all', { minutes: 60 });
  expect(paused.pause).toBe('all');
  expect(Number(paused.pausedUntil) - before).toBeGreaterThanOrEqual(3_600_000);
  await bench.reopen();
  expect(await progressOf(bench)).toMatchObject({ pause: 'all', pausedUntil: paused.pausedUntil });
  // Nothing runs on a battery here: what was to last so long is over at the next look.
  await bench.engine.pause('deepening', 'power');
  await bench.reopen();
  expect(await progressOf(bench)).toMatchObject({ pause: 'none', pausedUntil: null });
});

test('erased is erased: no word of a document, a question or a label is in any file', async () => {
  await using bench = await EngineBench.read({ ...NOTES, 'secret.md': 'The xylophagous vault.' });
  const { engine } = bench;
  await engine.asked('where is the quixotic heron');
  await engine.saveLabel({ name: 'Kumquats', words: ['kumquat'], parent: null, colour: 1, threshold: null });
  expect(await bench.found('xylophagous', 'lexical')).toEqual(['secret.md']);
  writeFileSync(join(bench.library, 'mine.txt'), 'not Inkling’s');
  await engine.erase();
  await bench.close();
  for (const word of ['xylophagous', 'quixotic', 'Kumquats', 'secret.md', bench.papers])
    expect(standsIn(bench.library, word)).toEqual([]);
  expect(existsSync(join(bench.library, 'mine.txt'))).toBe(true);
  expect(existsSync(bench.path('secret.md'))).toBe(true);
  await bench.reopen();
  expect((await bench.engine.status()).roots).toEqual([]);
  expect((await bench.engine.topics()).labels).toEqual([]);
});

describe('a backup', () => {
  test('brings back labels, searches and settings, and what was read stays', async () => {
    await using bench = await EngineBench.read(NOTES);
    const { engine } = bench;
    await engine.saveLabel({ name: 'Bees', words: ['honey'], parent: null, colour: 1, threshold: null });
    await engine.saveSearch({ name: 'Flat', query: 'notice', tell: false });
    await engine.changeSettings({ theme: 'dark' });
    const { file, bytes } = await engine.backup(bench.papers, 'inkling.db');
    expect(statSync(file).size).toBe(bytes);
    await expect(engine.backup(bench.papers, 'inkling.db')).rejects.toMatchObject({
      code: 'BACKUP_NOT_WRITTEN',
    });
    const second = await engine.backup(bench.papers);
    expect(second.file).toMatch(/inkling-backup-\d{4}-\d\d-\d\d\.db$/);
    await engine.erase();
    await bench.reopen();
    await bench.engine.changeSettings({ deepening: false, recognition: 'off' });
    await bench.engine.addFolder(`${bench.papers}/..`).catch(() => undefined);
    await bench.engine.restore(file);
    await bench.reopen();
    await bench.settle();
    expect((await bench.engine.topics()).labels.map(({ name }) => name)).toEqual(['Bees']);
    expect((await bench.engine.savedSearches(false)).map(({ name }) => name)).toEqual(['Flat']);
    expect(await bench.engine.settings()).toMatchObject({ theme: 'dark' });
    expect((await bench.engine.status()).roots.map(({ path }) => path)).toEqual([bench.papers]);
    expect(await bench.found('honey', 'lexical')).toEqual(['bees.md']);
  }, 60_000);

  test('of folders that are here keeps them under the numbers they have', async () => {
    await using bench = await EngineBench.open({ 'a/one.txt': 'A whale.', 'b/two.txt': 'A heron.' });
    await bench.engine.addFolder(bench.path('a'));
    await bench.engine.addFolder(bench.path('b'));
    await bench.settle();
    const { file } = await bench.engine.backup(bench.library, 'two.backup');
    await bench.engine.forgetFolder(bench.path('a'));
    await bench.settle();
    bench.watched.clear();
    await bench.engine.restore(file);
    await bench.reopen();
    await bench.settle();
    expect(bench.watched.extracted).toEqual(['one.txt']);
    expect(await bench.found('heron', 'lexical')).toEqual(['b/two.txt']);
    expect(await bench.found('whale', 'lexical')).toEqual(['a/one.txt']);
  });

  test('that is none changes nothing', async () => {
    await using bench = await EngineBench.read(NOTES);
    await expect(bench.engine.restore(bench.path('flat.md'))).rejects.toMatchObject({
      code: 'BACKUP_UNREADABLE',
    });
    await bench.reopen();
    expect((await bench.engine.status()).roots).toHaveLength(1);
  });
});

test('what comes with Inkling, and what is unknown, cannot be removed', async () => {
  await using bench = await EngineBench.open({});
  const { engine } = bench;
  await expect(engine.removeModel('minilm-l6-v2')).rejects.toMatchObject({ code: 'MODEL_BUILT_IN' });
  await expect(engine.removeModel('none')).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
});

test('an imported model is removed with what lies of it in the library', async () => {
  await using bench = await EngineBench.open({});
  const { engine, library } = bench;
  const folder = join(import.meta.dirname, '../../../resources/models/minilm-l6-v2');
  const imported = await engine.importModel({ folder, name: 'own', pooling: 'mean' }, NEVER);
  expect(await engine.removeModel('own')).toBe(imported.bytes);
  expect((await engine.models()).models.map(({ name }) => name)).not.toContain('own');
  expect(existsSync(join(library, 'models', 'own'))).toBe(false);
}, 60_000);

test('suggests what the documents themselves ask, and the same each time', async () => {
  await using bench = await EngineBench.read({
    ...NOTES,
    'long.md': `# Letters to the landlord about heating\n\n${'It was cold. '.repeat(200)}\n\n## Then\n\n${'And warm. '.repeat(200)}`,
  });
  const queries = await bench.engine.suggestions(6);
  expect(queries[0]).toBe('What do colonies live on in winter?');
  expect(await bench.engine.suggestions(6)).toEqual(queries);
  expect(await bench.engine.suggestions(1)).toHaveLength(1);
});
