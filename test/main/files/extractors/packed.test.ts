import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readHelpContents } from '../../../../src-main/files/extractors/help-contents.ts';
import { SevenZipArchive } from '../../../../src-main/files/extractors/seven-zip.ts';
import { extractDocument } from '../../../../src-main/files/read.ts';
import { partsOf } from '../../../helpers/extract-text.ts';
import { makeTar } from '../../../helpers/make-archive.ts';
import { makeCabinet, makeDisc, makePacked, makeRar } from '../../../helpers/make-packed.ts';

const FILES = { 'a.txt': 'whale and krill', 'letters/b.md': '# Plankton\n\nmany words' };
const READ = { 'a.txt': 'whale and krill', 'letters/b.md': 'many words' };

describe('archives that 7-Zip reads', () => {
  it('hold the documents of a 7z', async () => {
    expect(await partsOf('x.7z', await makePacked(FILES))).toEqual(READ);
  });

  it('hold those of a RAR, a cabinet and a disc, whatever their name', async () => {
    expect(await partsOf('x', makeRar(FILES))).toEqual(READ);
    expect(await partsOf('x.bin', makeCabinet(FILES))).toEqual(READ);
    expect(await partsOf('x.iso', makeDisc({ 'A.TXT': 'whale', 'B.TXT': 'krill' }))).toEqual({
      'A.TXT': 'whale',
      'B.TXT': 'krill',
    });
  });

  it('are read within one another', async () => {
    const inner = await makePacked({ 'c.txt': 'within' });
    const file = await makePacked({ 'inner.7z': inner });
    expect(await partsOf('x.7z', file)).toEqual({ 'inner.7z': '', 'inner.7z › c.txt': 'within' });
  });

  it('give one file packed alone its own name, and the files of a tar', async () => {
    expect(await partsOf('notes.txt.xz', await makePacked({ n: 'some notes' }, { type: 'xz' }))).toEqual({
      'notes.txt': 'some notes',
    });
    const lzma = Buffer.from('XQAAgAD//////////wA7mghHyFRAhBHJ6iF9sjt2pGzqCj6n///pBYAA', 'base64');
    expect(await partsOf('notes.txt.lzma', lzma)).toEqual({
      'notes.txt': 'whale and krill\n'.repeat(3).trim(),
    });
    const tar = await makeTar(FILES);
    expect(await partsOf('x.tar.xz', await makePacked({ n: tar }, { type: 'xz' }))).toEqual(READ);
  });

  it('say that a password protects them, or the files in them', async () => {
    const named = await makePacked({ 'a.txt': 'secret' }, { switches: ['-pkey'] });
    expect(await partsOf('x.7z', named)).toEqual({ 'a.txt': 'DOCUMENT_PASSWORD' });
    const whole = await makePacked({ 'a.txt': 'secret' }, { switches: ['-pkey', '-mhe=on'] });
    await expect(partsOf('x.7z', whole)).rejects.toMatchObject({ code: 'DOCUMENT_PASSWORD' });
  });

  it('are refused where they are damaged', async () => {
    const file = await makePacked(FILES);
    await expect(partsOf('x.7z', file.subarray(0, 60))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    await expect(partsOf('x.lzma', Buffer.from('\x5d\0\0\0\0rubbish', 'latin1'))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });

  it('give a file of which the packed bytes are damaged as broken, and the others', async () => {
    const file = Buffer.from(makeRar(FILES));
    file[file.indexOf('krill')] = 0;
    expect(await partsOf('x.rar', file)).toEqual({ ...READ, 'a.txt': 'FILE_BROKEN' });
  });

  it('never give more bytes than asked for', async () => {
    const file = await makePacked({ 'a.txt': '-'.repeat(100_000) });
    const archive = await SevenZipArchive.open({ bytes: file, type: '7z' });
    expect(() => archive.unpack(null, 50_000)).toThrow(
      expect.objectContaining({ code: 'ARCHIVE_TOO_LARGE' }),
    );
    const again = await SevenZipArchive.open({ bytes: file, type: '7z' });
    expect(again.unpack(null, 200_000).get('a.txt')?.length).toBe(100_000);
  });

  it('take names with wildcards as names', async () => {
    const files = { 'a*.txt': 'star', 'ab.txt': 'letters', '-o.txt': 'switch' };
    expect(await partsOf('x.rar', makeRar(files))).toEqual(files);
  });
});

describe('contents of Windows help', () => {
  it('give chapters with their pages', () => {
    const item = (name: string, local: string): string =>
      `<LI><OBJECT type="text/sitemap"><param name="Name" value="${name}">${local}</OBJECT>`;
    const source = `<UL>${item('Books', '')}<UL>${item('Whales &amp; krill', '<param name="Local" value="a/b.htm">')}</UL></UL>`;
    expect(readHelpContents(source)).toEqual([
      { level: 1, name: 'Books', path: '' },
      { level: 2, name: 'Whales & krill', path: 'a/b.htm' },
    ]);
  });

  it('are refused with the file where it is damaged', async () => {
    await expect(extractDocument(Buffer.from('ITSF\x03\0\0\0'), 'x.chm')).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });
});

/** Readers of files have no permission but to read the program's folder and the chosen ones. */
it('7-Zip needs nothing that a reader of files may not do', async () => {
  const root = join(import.meta.dirname, '../../../..');
  const entry = pathToFileURL(join(root, 'src-main/files/extractors/seven-zip.ts')).href;
  const packed = Buffer.from(await makePacked({ 'a.txt': 'whale' })).toString('base64');
  const script = `const { SevenZipArchive } = await import(${JSON.stringify(entry)});
    const archive = await SevenZipArchive.open({ bytes: Buffer.from('${packed}', 'base64'), type: '7z' });
    process.stdout.write(archive.unpack(null, 100).get('a.txt'));`;
  const bounds = ['--permission', `--allow-fs-read=${root}`, '--input-type=module'];
  expect(execFileSync(process.execPath, [...bounds, '--eval', script], { encoding: 'utf8' })).toBe('whale');
});
