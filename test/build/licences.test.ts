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
  expect(licences.filter(({ text }) => text.length < 200).map(({ name }) => name)).toEqual([]);
  for (const wanted of Object.keys(shippedPackages())) expect(named(wanted), wanted).toBeDefined();
});

/** What may be handed on with a program under the MIT licence: its own text is all that it wants. */
const PERMITTED = /^(MIT(-0)?|Apache(-2\.0)?|ISC|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|0BSD|Zlib)$/;
/** A module of its own that may be exchanged for another one, with the licence in full beside it. */
const EXCHANGEABLE = { '7z-wasm': 'LGPL-2.1-or-later, with the unRAR restriction' };

test('every licence of what is shipped permits to hand it on', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'licences.json');
  collectLicences(ROOT, file);
  const licences = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string;
    licence: string;
    text: string;
  }[];
  const isPermitted = (licence: string) =>
    licence
      .replaceAll(/[()]/g, '')
      .split(' OR ')
      .some((one) => PERMITTED.test(one));
  const others = licences.filter(({ licence }) => !isPermitted(licence));
  expect(Object.fromEntries(others.map(({ name, licence }) => [name, licence]))).toEqual(EXCHANGEABLE);
  const [{ text } = { text: '' }] = others;
  expect(text).toContain('unRAR restriction');
  expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
});

function shippedPackages(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}
