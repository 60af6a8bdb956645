import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';

import type { Block } from '../../../src-renderer/lib/layout.ts';
import CodeChunk from '../../../src-renderer/search/CodeChunk.svelte';
import NearPane from '../../../src-renderer/search/NearPane.svelte';
import Preview from '../../../src-renderer/search/Preview.svelte';
import TableChunk from '../../../src-renderer/search/TableChunk.svelte';
import { DOCUMENTS, LEASE } from '../../helpers/fake-answers.ts';
import { setUpApp } from '../../helpers/page-app.ts';
import { piece } from '../../helpers/pieces.ts';

// jsdom lays nothing out, so nothing ever changes its size.
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
});

test('source code stands by the numbers of its lines, without the names put above its blocks', () => {
  const blocks: Block[] = [
    { kind: 'heading', pieces: [piece('class Lease')], start: 0 },
    {
      kind: 'text',
      pieces: [piece('class Lease {\n  '), piece('ends', { found: true, word: true })],
      start: 12,
    },
  ];
  const numbers = new Map([
    [12, 4],
    [26, 7],
  ]);
  const { container } = render(CodeChunk, { blocks, numbers });
  const lines = [...container.querySelectorAll('.line')].map((line) => line.textContent);
  expect(lines).toEqual(['4class Lease {', '7  ends']);
  expect(container.querySelector('.found mark')?.textContent).toBe('ends');
});

test('source code whose file is away is shown as it is stored', () => {
  const blocks: Block[] = [{ kind: 'text', pieces: [piece('one\ntwo')], start: 0 }];
  const { container } = render(CodeChunk, { blocks, numbers: new Map() });
  expect([...container.querySelectorAll('code')].map((line) => line.textContent)).toEqual(['one', 'two']);
});

test('a sheet is a table with the names of its columns', () => {
  const blocks: Block[] = [
    { kind: 'heading', pieces: [piece('Month | Paid')], start: 0 },
    { kind: 'text', pieces: [piece('May | '), piece('842', { word: true })], start: 13 },
  ];
  render(TableChunk, { blocks });
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Month', 'Paid']);
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['May', '842']);
  expect(screen.getByText('842').tagName).toBe('MARK');
});

test('a document whose pages are not drawn is its text, with a sentence that says so', async () => {
  const { app, lease } = setUpApp();
  render(Preview, { app });
  await app.search.preview.open(lease);
  expect(await screen.findByText('Pages are not drawn here. This is its text.')).toBeTruthy();
  expect(await screen.findByRole('document', { name: /^Text of Tenancy agreement/ })).toBeTruthy();
});

test('a document that is gone says so, and can be tried again', async () => {
  const { engine, app, lease } = setUpApp();
  engine.documents = [];
  render(Preview, { app });
  await app.search.preview.open(lease);
  expect((await screen.findByRole('alert')).textContent).toContain('is not in the library.');
  expect([...app.search.gone]).toEqual([LEASE.path]);
  engine.documents = DOCUMENTS;
  screen.getByRole('button', { name: 'Try again' }).click();
  expect(await screen.findByRole('document', { name: /^Text of Tenancy agreement/ })).toBeTruthy();
});

test('what is close to a document takes the place of the list, and gives it back', async () => {
  const { app, lease } = setUpApp();
  const { near, preview } = app.search;
  await preview.open(lease, 1);
  await near.find(lease);
  render(NearPane, { app, of: lease });
  expect(screen.getByRole('heading', { name: 'Close to Tenancy agreement Lindenweg 14' })).toBeTruthy();
  expect(screen.getAllByRole('listitem')).toHaveLength(DOCUMENTS.length - 1);
  near.move(1);
  near.move(1);
  expect(preview.result?.path).toBe(near.results[1]?.document.path);
  near.leave(lease);
  expect([preview.result?.path, preview.at]).toEqual([lease.path, 1]);
});
