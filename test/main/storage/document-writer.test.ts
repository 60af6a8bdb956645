import { describe, expect, it } from 'vitest';

import { digestIndex } from '../../../src-main/storage/digest.ts';
import { countStates, documentsOfContent, documentsWithErrors } from '../../../src-main/storage/documents.ts';
import { contentOf, LIGHT_MODEL, storedLibrary } from '../../helpers/stored-library.ts';

type Stored = Awaited<ReturnType<typeof storedLibrary>>;

const file = (path: string, size = 1, modified = 1) => ({ path, size, modified });
const states = ({ connection }: Stored) =>
  Object.fromEntries(
    connection
      .prepare<[], { path: string; state: string }>('SELECT path, state FROM documents ORDER BY path')
      .all()
      .map(({ path, state }) => [path, state]),
  );

describe('a look', () => {
  it('makes new files wait, findable by name at once', async () => {
    await using library = await storedLibrary();
    const { documents, look } = library;
    expect(documents.seeFiles(1, look, [file('Tax 2023/MyReport.pdf'), file('b')], false)).toBe(2);
    expect(documents.seeFiles(1, look, [file('b')], false)).toBe(0);
    expect(library.one(`SELECT rowid FROM names WHERE names MATCH 'name: report AND folders: tax'`)).toBe(1);
    expect(documents.waiting({ after: 0, limit: 9 })).toEqual([
      { document: 1, root: 1, path: 'Tax 2023/MyReport.pdf', size: 1 },
      { document: 2, root: 1, path: 'b', size: 1 },
    ]);
    expect(documents.waiting({ after: 1, limit: 9 }).map(({ document }) => document)).toEqual([2]);
    expect(documents.waiting({ after: 0, limit: 1 })).toHaveLength(1);
  });

  it('counts what waits by kind, and leaves out what waits in paused roots', async () => {
    await using library = await storedLibrary();
    const { documents, look } = library;
    documents.seeFiles(
      1,
      look,
      [file('a/b.PDF', 5), file('c.pdf', 7), file('.profile'), file('x.y/z')],
      false,
    );
    documents.seeFiles(2, documents.beginLook(2), [file('d.txt', 9)], false);
    expect(documents.waitingKinds([2])).toEqual([
      { ending: 'pdf', files: 2, bytes: 12 },
      { ending: '', files: 2, bytes: 2 },
    ]);
    expect(documents.waitingKinds([1])).toEqual([{ ending: 'txt', files: 1, bytes: 9 }]);
    const waiting = documents.waiting({ after: 0, limit: 9, paused: [1] });
    expect(waiting.map(({ path }) => path)).toEqual(['d.txt']);
  });

  it('reads again what changed in size or time, and keeps its content until then', async () => {
    await using library = await storedLibrary();
    for (const path of ['same', 'size', 'time']) library.add(path, [path]);
    const next = library.documents.beginLook(1);
    const seen = [file('same'), file('size', 2), file('time', 1, 1.5)];
    expect(library.documents.seeFiles(1, next, seen, false)).toBe(2);
    expect(states(library)).toEqual({ same: 'indexed', size: 'waiting', time: 'waiting' });
    expect(library.one('SELECT count(content) FROM documents')).toBe(3);
    expect(library.documents.endLook(1, next)).toBe(0);
    expect(library.index.sweep()).toBe(0);
  });

  it('tries again what could not be read only where it is asked to', async () => {
    await using library = await storedLibrary();
    library.add('whole', ['whole']);
    library.add('part', contentOf(['part'], { shortfall: { code: 'TOO_LONG', cause: 'Long.' } }));
    library.index.store([{ document: library.see('none'), code: 'BROKEN', cause: 'Broken.' }]);
    expect(documentsWithErrors(library.connection).map(({ path }) => path)).toEqual(['none', 'part']);
    const seen = ['whole', 'part', 'none'].map((path) => file(path));
    expect(library.documents.seeFiles(1, library.look, seen, false)).toBe(0);
    expect(library.documents.seeFiles(1, library.look, seen, true)).toBe(2);
    expect(states(library)).toEqual({ none: 'waiting', part: 'waiting', whole: 'indexed' });
  });

  it('lets go of what it has not met, with its name, in its own root alone', async () => {
    await using library = await storedLibrary();
    for (const path of ['kept', 'vanished']) library.see(path);
    const other = library.documents.beginLook(2);
    library.documents.seeFiles(2, other, [file('vanished')], false);
    const next = library.documents.beginLook(1);
    library.documents.seeFiles(1, next, [file('kept')], false);
    expect(library.documents.endLook(1, next)).toBe(1);
    expect(library.one(`SELECT group_concat(root || path) FROM documents`)).toBe('1kept,2vanished');
    expect(library.one(`SELECT count(*) FROM names WHERE names MATCH 'vanished'`)).toBe(1);
  });

  it('spares documents and exclusions in folders and files it could not open', async () => {
    await using library = await storedLibrary();
    const { documents } = library;
    const kept = ['shut/a', 'shut/deep/b', '🗄 drawer 🗄/c', 'one.txt'];
    const left = ['shutter', 'shut', 'other/shut/a', 'one.txt.bak'];
    documents.seeFiles(
      1,
      library.look,
      [...kept, ...left].map((path) => file(path)),
      false,
    );
    const rule = { rule: 'dependencies', kind: 'folder' } as const;
    documents.seeExclusions(1, library.look, [
      { path: 'shut/node_modules', ...rule },
      { path: 'gone', ...rule },
    ]);
    const next = documents.beginLook(1);
    for (const path of ['shut', '🗄 drawer 🗄', 'one.txt']) documents.keepBelow(1, next, path);
    documents.endLook(1, next);
    expect(Object.keys(states(library)).toSorted()).toEqual([...kept, 'shut'].toSorted());
    expect(library.one('SELECT group_concat(path) FROM exclusions')).toBe('shut/node_modules');
  });

  it('keeps everything where the root itself could not be opened', async () => {
    await using library = await storedLibrary();
    for (const path of ['a', 'b/c']) library.see(path);
    const next = library.documents.beginLook(1);
    library.documents.keepBelow(1, next, '');
    expect(library.documents.endLook(1, next)).toBe(0);
  });

  it('counts every file in one state, exclusions by their rule', async () => {
    await using library = await storedLibrary();
    library.add('a', ['a']);
    library.see('b');
    const exclusion = { path: 'node_modules', rule: 'dependencies', kind: 'folder' } as const;
    library.documents.seeExclusions(1, library.look, [exclusion, exclusion]);
    expect(countStates(library.connection).toSorted((x, y) => x.state.localeCompare(y.state))).toEqual([
      { root: 1, state: 'excluded', count: 1 },
      { root: 1, state: 'indexed', count: 1 },
      { root: 1, state: 'waiting', count: 1 },
    ]);
  });

  it('of a forgotten root leaves neither documents nor exclusions', async () => {
    await using library = await storedLibrary();
    library.see('a');
    const exclusion = { path: 'node_modules', rule: 'dependencies', kind: 'folder' } as const;
    library.documents.seeExclusions(1, library.look, [exclusion]);
    expect(library.documents.forget(1)).toBe(1);
    for (const table of ['documents', 'exclusions', 'looks']) {
      expect(library.one(`SELECT count(*) FROM ${table}`), table).toBe(0);
    }
  });
});

describe('copies', () => {
  it('come with the shortest path first', async () => {
    await using library = await storedLibrary();
    for (const path of ['b/copy', 'long/way/copy', 'a/copy']) library.add(path, ['same']);
    expect(documentsOfContent(library.connection, 1).map(({ path }) => path)).toEqual([
      'a/copy',
      'b/copy',
      'long/way/copy',
    ]);
  });
});

describe('the digest of an index', () => {
  const FILES = ['a', 'b', 'c', 'd'].map((path) => [path, contentOf([`words of ${path}`, 'more'])] as const);
  const digest = ({ connection }: Stored) =>
    digestIndex(connection, { rootPath: (root) => `/root${root}`, lightModel: LIGHT_MODEL });

  it('does not tell in what order or how often things were stored', async () => {
    await using first = await storedLibrary();
    await using second = await storedLibrary();
    for (const [path, content] of FILES) first.add(path, content);
    second.add('gone', ['for a while']);
    for (const [path, content] of FILES.toReversed()) second.add(path, content);
    second.drop('gone');
    second.index.sweep();
    expect(digest(second)).toBe(digest(first));
  });

  it.each([
    ['text', contentOf(['other words', 'more'])],
    ['bounds', { ...contentOf(['words of d', 'more']), text: 'words of d \n\nmore' }],
    ['title', contentOf(['words of d', 'more'], { title: 'D' })],
    ['light vector', { ...contentOf(['words of d', 'more']), light: new Int8Array(256).fill(1) }],
    ['heading', contentOf(['words of d', 'more'], { heading: 'D' })],
    ['state', contentOf(['words of d', 'more'], { shortfall: { code: 'TOO_LONG', cause: 'Long.' } })],
  ])('tells another %s', async (_, changed) => {
    await using first = await storedLibrary();
    await using second = await storedLibrary();
    for (const [path, content] of FILES) first.add(path, content);
    for (const [path, content] of FILES) second.add(path, path === 'd' ? changed : content);
    expect(digest(second)).not.toBe(digest(first));
  });

  it('does not tell what was read closely or labelled', async () => {
    await using library = await storedLibrary();
    for (const [path, content] of FILES) library.add(path, content);
    const before = digest(library);
    library.connection.exec('UPDATE document_vectors SET heavy = light, heavy_model = 2');
    library.connection.exec('INSERT INTO document_labels (label, content, score) VALUES (1, 1, 0.5)');
    expect(digest(library)).toBe(before);
  });

  it('tells another code and another path', async () => {
    await using first = await storedLibrary();
    await using second = await storedLibrary();
    const content = contentOf(['words']);
    const { codes } = contentOf(['others']).passages;
    first.add('a', content);
    second.add('a', { ...content, passages: { ...content.passages, codes } });
    const before = digest(first);
    expect(digest(second)).not.toBe(before);
    first.connection.exec(`UPDATE documents SET path = 'b'`);
    expect(digest(first)).not.toBe(before);
  });
});
