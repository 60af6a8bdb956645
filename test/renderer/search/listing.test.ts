import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';

import type { SearchResult } from '../../../src-renderer/api/types.ts';
import { exportFolder, exportList } from '../../../src-renderer/search/export-results.ts';
import ShowMore from '../../../src-renderer/search/ShowMore.svelte';
import WeakFold from '../../../src-renderer/search/WeakFold.svelte';
import { LEASE, resultOf, stageOf } from '../../helpers/fake-answers.ts';
import { setUpApp } from '../../helpers/page-app.ts';

const downloaded = vi.hoisted(() => ({
  files: [] as { name: string; type: string; text: Promise<string> }[],
}));

beforeEach(() => {
  downloaded.files.length = 0;
  URL.createObjectURL = (blob: Blob) => {
    downloaded.files.push({ name: '', type: blob.type, text: blob.text() });
    return 'blob:list';
  };
  URL.revokeObjectURL = () => {};
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    Object.assign(downloaded.files.at(-1) ?? {}, { name: this.download });
  };
});

function made(count: number, weakFrom = count): SearchResult[] {
  return Array.from({ length: count }, (_, place) => ({
    ...resultOf(LEASE),
    path: `/home/ada/${place}.md`,
    weak: place >= weakFrom,
  }));
}

/** A library where a question finds so many documents; those from a place on are weak. */
async function finding(count: number, weakFrom = count) {
  const { engine, app } = setUpApp();
  const all = made(count, weakFrom);
  engine.script = async function* (_query, _signal, { offset, limit }) {
    const results = all.slice(offset, offset + limit);
    yield stageOf('close', results, { final: true, total: count, strong: weakFrom });
  };
  app.search.ask('lease');
  await vi.waitFor(() => expect(app.search.answer?.final).toBe(true));
  return { engine, app, search: app.search };
}

test('weaker matches are folded away, counted, and shown under a head of their own', async () => {
  const { search } = await finding(20, 12);
  render(WeakFold, { search });
  expect([search.listing.count, search.listing.total, search.arrangement.rows.length]).toEqual([12, 12, 12]);
  await fireEvent.click(screen.getByRole('button', { name: 'Show weaker matches' }));
  expect([search.listing.count, search.listing.total]).toEqual([20, 20]);
  expect(search.arrangement.items[12]).toEqual({ kind: 'group', title: 'Weaker matches', documents: 8 });
  await fireEvent.click(screen.getByRole('button', { name: 'Hide weaker matches' }));
  expect(search.listing.count).toBe(12);
});

test('where nothing answers plainly it is said, and the weaker ones are a press away', async () => {
  const { search } = await finding(5, 0);
  render(WeakFold, { search });
  expect(search.listing.count).toBe(0);
  expect(screen.getByText('Nothing answers this plainly.')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: /Show/ }));
  expect(search.listing.count).toBe(5);
});

test('another question folds them away again', async () => {
  const { search } = await finding(20, 12);
  search.toggleWeak();
  search.ask('another');
  await vi.waitFor(() => expect(search.answer?.query).toBe('another'));
  expect(search.listing.weakShown).toBe(false);
});

test('the list goes on page by page, each document once, to a thousand, and says that more were found', async () => {
  const { search } = await finding(1234);
  const { rerender } = render(ShowMore, { search });
  expect([search.listing.count, search.listing.further]).toEqual([50, 1184]);
  await search.further.more();
  expect(search.listing.count).toBe(150);
  await search.further.all();
  expect([search.listing.count, search.listing.further, search.listing.unlisted]).toEqual([1000, 0, 234]);
  expect(new Set(search.arrangement.paths).size).toBe(1000);
  await rerender({ search });
  expect(screen.getByText(/234 further documents not listed: a list ends at 1,000/)).toBeTruthy();
});

test('a list goes out as BibTeX, a table or paths: what is chosen, else all of it', async () => {
  const { engine, app, search } = await finding(120);
  await exportList(app, 'bib');
  expect(engine.searches.exported.at(-1)).toMatchObject({ query: 'lease', format: 'bib' });
  expect(engine.searches.exported.at(-1)?.documents).toHaveLength(120);
  expect(downloaded.files.at(-1)).toMatchObject({ name: 'lease.bib', type: 'application/x-bibtex' });
  for (const path of search.arrangement.paths.slice(3, 5)) search.picks.toggle(path);
  await exportList(app, 'csv');
  expect(engine.searches.exported.at(-1)?.documents).toMatchObject([
    { path: '/home/ada/3.md', by: 'meaning', quote: { page: 1 } },
    { path: '/home/ada/4.md' },
  ]);
  await exportList(app, 'txt');
  expect(await downloaded.files.at(-1)?.text).toBe('/home/ada/3.md\n/home/ada/4.md\n');
  expect(app.toasts.items.at(-1)?.text).toBe('2 documents listed.');
});

test('a folder of links is made where the person says; one that is taken says why', async () => {
  const { engine, app } = await finding(3);
  expect(await exportFolder(app, '/home/ada/Links')).toBeUndefined();
  expect(engine.searches.linked).toEqual(['/home/ada/Links']);
  expect(app.toasts.items.at(-1)?.text).toBe('3 links made in /home/ada/Links.');
  expect(await exportFolder(app, '/home/ada/Links')).toContain('already');
});
