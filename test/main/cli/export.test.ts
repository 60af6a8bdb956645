import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { bibExport } from '../../../src-main/lib/export/bib-export.ts';
import { csvExport } from '../../../src-main/lib/export/csv-export.ts';
import { exportLinks } from '../../../src-main/lib/export/links-export.ts';
import { markdownExport } from '../../../src-main/lib/export/markdown-export.ts';
import { exportFormat, writeExport } from '../../../src-main/cli/export/write-export.ts';
import { matchesOutputSchema, type Match } from '../../../src-main/contract/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const match = (more: Partial<Match> = {}): Match => ({
  path: '/papers/lease.pdf',
  file: '/papers/lease.pdf',
  connected: true,
  title: 'Lease',
  author: null,
  format: 'pdf',
  size: 12,
  modified: Date.UTC(2023, 4, 6),
  by: 'words',
  news: false,
  quote: { text: 'Three months.', page: 3, heading: null },
  ...more,
});
const list = (...documents: Match[]) => ({
  query: 'lease',
  documents,
  total: documents.length,
  about: false,
});

describe('csv', () => {
  test('is a table with a header, quoted where it must be', () => {
    const text = csvExport(list(match({ title: 'A "lease", old', author: 'Ada\nKing' })));
    expect(text.startsWith('\uFEFFtitle,author,path,page,')).toBe(true);
    expect(text.split('\r\n').slice(1).join('|')).toBe(
      '"A ""lease"", old","Ada\nKing",/papers/lease.pdf,3,,Three months.,pdf,12,2023-05-06,words|',
    );
  });

  test.each(['=1+1', '+1', '-1', '@cmd', '\t=1', '  =1', '＝1'])('%j is text to a spreadsheet', (title) => {
    const [cell = ''] =
      csvExport(list(match({ title })))
        .split('\r\n')[1]
        ?.split(',') ?? [];
    expect(cell).toBe(`'${title}`);
  });
});

describe('bib', () => {
  test('has one entry a document under keys of their own', () => {
    const text = bibExport(
      list(
        match({ title: 'Élan: vital', author: 'A. B' }),
        match({ title: 'Elan vital' }),
        match({ title: '東京' }),
      ),
    );
    expect([...text.matchAll(/^@misc\{(.*),$/gmu)].map(([, key]) => key)).toEqual([
      'elan-vital-2023',
      'elan-vital-2023-2',
      'document-2023',
    ]);
    expect(text).toContain('  title = {{Élan: vital}},\n  author = {A. B},\n  year = {2023},');
    expect(text).toContain('  url = {file:///papers/lease.pdf},');
  });

  test.each([
    ['Ada King', 'Ada King'],
    ['Ada King <ada@x.org>, Grace Hopper (@grace)', 'Ada King and Grace Hopper'],
    ['King, Ada', '{King, Ada}'],
    ['Inkling', 'Inkling'],
  ])('takes %j for the people they are', (author, told) => {
    expect(bibExport(list(match({ author })))).toContain(`  author = {${told}},`);
  });

  test('holds no sign that TeX would obey, and every brace is closed', () => {
    const title = String.raw`50% of $5 & #1_a^b~c {x} \input{y} }{`;
    const text = bibExport(list(match({ title, file: '/a {b}.pdf' })));
    expect(text).toContain(
      String.raw`50\% of \$5 \& \#1\_a\textasciicircum{}b\textasciitilde{}c \{x\} \textbackslash{}input\{y\} \}\{`,
    );
    expect(text).toContain('file:///a%20%7Bb%7D.pdf');
    const signs = text.replaceAll(/\\[{}]/gu, '');
    expect(signs.split('{')).toHaveLength(signs.split('}').length);
  });
});

test('a list in Markdown quotes what was found, and nothing in it is a sign', () => {
  const text = markdownExport(
    list(match({ title: '[x](y) *z*', quote: { text: '# a\n> b', page: null, heading: 'H' } })),
  );
  expect(text).toContain(String.raw`- [\[x\](y) \*z\*](<file:///papers/lease.pdf>) · H · 2023-05-06`);
  expect(text).toContain(String.raw`  > \# a \> b`);
});

describe('links', () => {
  test('are one a file, numbered where names are the same, and never in the place of another', async () => {
    await using folder = await temporaryFolder();
    const to = join(folder.path, 'links');
    const documents = ['/a/x.pdf', '/b/x.pdf', '/a/x.pdf', '/c/.env'].map((file) => match({ file }));
    expect(exportLinks(list(...documents), to, { force: false, platform: 'linux' })).toBe(3);
    expect(readdirSync(to).toSorted()).toEqual(['.env', 'x (2).pdf', 'x.pdf']);
    expect(readlinkSync(join(to, 'x (2).pdf'))).toBe('/b/x.pdf');
    const again = () =>
      exportLinks(list(match({ file: '/a/x.pdf' })), to, { force: false, platform: 'linux' });
    expect(again).toThrow(expect.objectContaining({ code: 'EXPORT_EXISTS' }));
    exportLinks(list(match({ file: '/d/x.pdf' })), to, { force: true, platform: 'linux' });
    expect(readlinkSync(join(to, 'x.pdf'))).toBe('/a/x.pdf');
    expect(readlinkSync(join(to, 'x (3).pdf'))).toBe('/d/x.pdf');
  });

  test('are files of addresses on Windows', async () => {
    await using folder = await temporaryFolder();
    exportLinks(list(match()), folder.path, { force: true, platform: 'win32' });
    expect(readFileSync(join(folder.path, 'lease.pdf.url'), 'utf8')).toBe(
      '[InternetShortcut]\r\nURL=file:///papers/lease.pdf\r\n',
    );
  });
});

describe('an export', () => {
  test('is of the format that is named, else of the one its ending tells', () => {
    expect(exportFormat('a.CSV', {})).toBe('csv');
    expect(exportFormat('a.csv', { format: 'bib' })).toBe('bib');
    for (const name of ['a', 'a.links', 'a.txt'])
      expect(() => exportFormat(name, {})).toThrow(expect.objectContaining({ code: 'EXPORT_FORMAT' }));
  });

  test('replaces a file where that is wanted, and then the link rather than what it points to', async () => {
    await using folder = await temporaryFolder();
    const [file, link] = [join(folder.path, 'a.json'), join(folder.path, 'b.json')];
    writeFileSync(file, 'mine');
    symlinkSync(file, link);
    for (const path of [file, link])
      expect(() => writeExport(list(match()), path, {})).toThrow(
        expect.objectContaining({ code: 'EXPORT_EXISTS' }),
      );
    expect(writeExport(list(match()), link, { force: true })).toEqual({ path: link, documents: 1, total: 1 });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(lstatSync(link).isSymbolicLink()).toBe(false);
    expect(matchesOutputSchema.strict().parse(JSON.parse(readFileSync(link, 'utf8')))).toMatchObject({
      query: 'lease',
      documents: [{ title: 'Lease' }],
    });
    expect(readdirSync(folder.path).toSorted()).toEqual(['a.json', 'b.json']);
  });

  test('that cannot be written says why', async () => {
    await using folder = await temporaryFolder();
    mkdirSync(join(folder.path, 'a.md'));
    for (const [path, force] of [
      [join(folder.path, 'nowhere', 'a.md'), false],
      [join(folder.path, 'a.md'), true],
    ] as const)
      expect(() => writeExport(list(match()), path, { force })).toThrow(
        expect.objectContaining({ code: 'EXPORT_UNWRITABLE' }),
      );
  });
});
