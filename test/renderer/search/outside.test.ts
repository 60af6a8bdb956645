import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { quotation } from '../../../src-renderer/lib/quotation.ts';
import RefusedLine from '../../../src-renderer/search/RefusedLine.svelte';
import { LEASE } from '../../helpers/fake-answers.ts';
import { setUpApp } from '../../helpers/page-app.ts';

test('a document is opened at its page, or shown in its folder', async () => {
  const { engine, app } = setUpApp();
  await app.search.outside.open(LEASE.path, 3);
  await app.search.outside.showFolder(LEASE.path);
  expect(engine.opened).toEqual([`${LEASE.path} at 3`, `folder of ${LEASE.path}`]);
  expect(app.search.outside.refused).toBeNull();
});

test('what might run is refused with the reason, and its folder offered', async () => {
  const { engine, app, lease } = setUpApp();
  engine.runnable.add(LEASE.path);
  await app.search.preview.open(lease);
  await app.search.outside.open(LEASE.path, null);
  render(RefusedLine, { app });
  expect(screen.getByRole('alert').textContent).toContain('Inkling opens documents only.');
  screen.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => engine.opened).toEqual([`folder of ${LEASE.path}`]);
});

test('a quotation names its source', () => {
  const { lease } = setUpApp();
  expect(quotation(lease, 3)).toBe(
    `“Rooms may be viewed once notice has been given, by agreement and not before nine.” — ` +
      `Tenancy agreement Lindenweg 14, page 8, § 12 Viewing, ${LEASE.path}`,
  );
  expect(quotation({ ...lease, passages: [] }, 0)).toBe(`Tenancy agreement Lindenweg 14, ${LEASE.path}`);
});
