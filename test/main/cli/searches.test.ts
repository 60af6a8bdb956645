import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import {
  erasedOutputSchema,
  exportOutputSchema,
  historyOutputSchema,
  matchesOutputSchema,
  newsOutputSchema,
  savedSearchesOutputSchema,
  undoSearchesOutputSchema,
} from '../../../src-main/contract/index.ts';
import { inkling } from '../../helpers/command-line.ts';
import { realLibrary } from '../../helpers/real-library.ts';

/** Some twenty processes of Node start one after the other. */
const SLOW_MILLISECONDS = 300_000;

test(
  'a search is saved, told of, exported, renamed, removed and taken back by typed commands',
  async () => {
    await using real = await realLibrary();
    const searches = (...argv: string[]) => inkling('searches', ...argv, '--library', real.library);
    const type = async (...argv: string[]): Promise<unknown> => {
      const { code, out, err } = await searches(...argv, '--json');
      expect({ argv, code, err: code === 0 ? '' : err }).toEqual({ argv, code: 0, err: '' });
      return JSON.parse(out) as unknown;
    };
    const listed = savedSearchesOutputSchema.strict();
    await inkling('index', real.papers, '--library', real.library);
    const saved = listed.parse(await type('save', 'Ferry', '"ferry"'));
    expect(saved.searches).toMatchObject([
      { name: 'Ferry', query: '"ferry"', documents: 0, about: false, news: 0 },
    ]);
    await writeFile(join(real.papers, 'ferry.md'), '# Ferry\n\nThe ferry leaves at six.');
    await inkling('index', real.papers, '--library', real.library);
    expect(listed.parse(await type('list')).searches).toMatchObject([{ documents: 1, news: 1 }]);
    expect((await searches('list')).out).toBe('Ferry  1 document, 1 new\n    "ferry"\n');
    const news = newsOutputSchema.strict().parse(await type('news', 'ferry'));
    expect(news.news).toMatchObject([{ name: 'Ferry', documents: [{ title: 'Ferry', news: true }] }]);
    expect((await searches('news')).out).toBe('Nothing new.\n');
    expect(matchesOutputSchema.strict().parse(await type('show', 'Ferry'))).toMatchObject({ total: 1 });
    const to = join(real.papers, '..', 'ferry.csv');
    expect(exportOutputSchema.strict().parse(await type('export', 'Ferry', '--to', to))).toMatchObject({
      documents: 1,
      total: 1,
    });
    expect(readFileSync(to, 'utf8')).toContain('The ferry leaves at six.');
    expect((await searches('export', 'Ferry', '--to', to)).err).toContain('[EXPORT_EXISTS]');
    await type('change', 'Ferry', '--rename', 'Ships', '--alerts', 'off');
    expect(listed.parse(await type('remove', 'ships')).searches).toEqual([]);
    const undone = undoSearchesOutputSchema.strict();
    expect(undone.parse(await type('undo')).undone).toEqual({ kind: 'remove', name: 'Ships' });
    expect(undone.parse(await type('undo')).undone).toEqual({ kind: 'rename', name: 'Ferry' });
    expect(undone.parse(await type('undo')).undone).toBeNull();
    expect((await searches('show', 'Ships')).err).toContain('[SAVED_SEARCH_UNKNOWN]');
    expect(listed.parse(await type('rename', 'Ferry', 'Boats')).searches).toMatchObject([{ name: 'Boats' }]);
    const faulty = await searches('save', 'Faulty', 'ferry date:zzz');
    expect([faulty.code, faulty.err]).toEqual([0, expect.stringContaining('This is no date.')]);
    expect(listed.parse(await type('remove', 'Faulty')).searches).toHaveLength(1);
    expect((await searches('change', 'Boats')).err).toContain('[CHANGE_EMPTY]');
    expect((await searches('rename', 'Boats', ' ')).err).toContain('[SAVED_NAME_EMPTY]');
    expect((await searches('add', '', 'ferry')).err).toContain('[SAVED_NAME_EMPTY]');
    expect((await searches('add', 'Nothing', ' ')).err).toContain('[SAVED_QUERY_EMPTY]');
  },
  SLOW_MILLISECONDS,
);

test(
  'what is asked is remembered until it is erased, and not while the history is off',
  async () => {
    await using real = await realLibrary();
    const type = (...argv: string[]) => inkling(...argv, '--library', real.library);
    const history = async () =>
      historyOutputSchema.strict().parse(JSON.parse((await type('history', 'list', '--json')).out));
    await type('search', 'ferry times', '--mode', 'lexical');
    await type('search', 'by a program', '--mode', 'lexical', '--json');
    expect(await history()).toMatchObject({ on: true, queries: [{ query: 'ferry times' }] });
    expect((await type('history', 'off')).out).toContain('1 asked before stay');
    await type('search', 'secret', '--mode', 'lexical');
    expect((await history()).queries).toHaveLength(1);
    expect((await type('history', 'erase', 'never asked')).out).toContain('not in the history');
    const erased = JSON.parse((await type('history', 'clear', '--json')).out) as unknown;
    expect(erasedOutputSchema.strict().parse(erased)).toEqual({ queries: 1 });
    expect((await type('history', 'list')).out).toBe('The history is off: nothing you ask is kept.\n');
  },
  SLOW_MILLISECONDS,
);
