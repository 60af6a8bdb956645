import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { collectLicences } from '../../build/setup/licences.mjs';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');

test('licences of what runs and of what the page is made of are collected, of tools alone not', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'out', 'licences.json');
  const count = collectLicences(ROOT, file);
  const licences = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string;
    licence: string;
    text: string;
  }[];
  expect(licences).toHaveLength(count);
  const named = (name: string) => licences.find((licence) => licence.name === name);
  expect(named('better-sqlite3')).toMatchObject({ licence: 'MIT', text: expect.stringContaining('MIT') });
  expect(named('svelte')?.text).toContain('Permission is hereby granted');
  expect(named('@lucide/svelte')).toBeDefined();
  expect(named('vitest')).toBeUndefined();
  expect(licences.filter(({ licence }) => licence === 'not stated')).toEqual([]);
});
