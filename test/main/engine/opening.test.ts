import { chmod, rm, symlink, writeFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { makePdf } from '../../helpers/make-pdf.ts';
import { makeZip } from '../../helpers/make-zip.ts';

const FILES = {
  'lease.pdf': makePdf({ pages: [['The dwelling lies on the third floor.']] }),
  'letters.zip': makeZip({ 'may.txt': 'the tenancy ends in june' }),
  'note.txt': 'a note about the tenancy',
};

async function bench() {
  const made = await EngineBench.read(FILES);
  const open = (name: string, page: number | null = null) =>
    made.engine.openDocument(made.path(name), page).then(
      ({ atPage }) => (atPage ? 'at its page' : 'opened'),
      ({ code }: { readonly code: string }) => code,
    );
  return Object.assign(made, { open });
}

test('a document is opened by its own program, at its page where that takes one', async () => {
  await using made = await bench();
  const { desktop } = made;
  expect(await made.open('lease.pdf', 3)).toBe('opened');
  desktop.program = 'org.gnome.Evince.desktop';
  expect(await made.open('lease.pdf', 3)).toBe('at its page');
  desktop.program = 'okularApplication_pdf.desktop';
  expect(await made.open('lease.pdf', 12)).toBe('at its page');
  desktop.missing.add('okular');
  expect(await made.open('lease.pdf', 12)).toBe('opened');
  expect(await made.open('note.txt', 2)).toBe('opened');
  const [lease, note] = [made.path('lease.pdf'), made.path('note.txt')];
  expect(desktop.asked).toEqual([
    lease,
    `evince --page-index=3 ${lease}`,
    `okular --page 12 ${lease}`,
    lease,
    note,
  ]);
});

test('of a document in another the file is opened, and shown in its folder', async () => {
  await using made = await bench();
  expect(await made.open('letters.zip › may.txt')).toBe('opened');
  await made.engine.showInFolder(made.path('letters.zip › may.txt'));
  expect(made.desktop.asked).toEqual([made.path('letters.zip'), `folder of ${made.path('letters.zip')}`]);
});

test('nothing is opened that could run, or that the library does not know', async () => {
  await using made = await bench();
  const scripts = { 'run.sh': 'echo', 'menu.desktop': '[Desktop Entry]', 'page.url': 'x', 'setup.EXE': 'MZ' };
  for (const [name, content] of Object.entries(scripts)) await writeFile(made.path(name), content);
  await writeFile(made.path('hidden.txt'), '#!/bin/sh\necho');
  await writeFile(made.path('bit.txt'), 'a note that may run');
  await chmod(made.path('bit.txt'), 0o755);
  await made.lookAgain();
  for (const name of [...Object.keys(scripts), 'hidden.txt', 'bit.txt'])
    expect([name, await made.open(name)]).toEqual([name, 'PROGRAM_NOT_OPENED']);
  expect(await made.open('../library/person.db')).toBe('DOCUMENT_UNKNOWN');
  expect(await made.open('unknown.txt')).toBe('DOCUMENT_UNKNOWN');
  // What took a document's place since is not it.
  await rm(made.path('note.txt'));
  expect(await made.open('note.txt')).toBe('FILE_VANISHED');
  await symlink('/bin/sh', made.path('note.txt'));
  expect(await made.open('note.txt')).toBe('NOT_A_FILE');
  expect(made.desktop.asked).toEqual([]);
});
