import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import type { Part } from '../../../src-main/files/extraction.ts';
import { PART_LIMITS, readParts, type PartLimits } from '../../../src-main/files/parts.ts';
import { extractDocument } from '../../../src-main/files/read.ts';
import { makeTar } from '../../helpers/make-archive.ts';
import { makeZip } from '../../helpers/make-zip.ts';
import { readPath } from '../../helpers/read-path.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const FILES = { 'a/may.txt': 'the rent of may', 'b.md': '# Bees\n\nThey hum.' };

/** Path → text, or the code of what went wrong. */
async function read(bytes: Uint8Array, name: string): Promise<Record<string, string>> {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, name), bytes);
  const { parts, format } = await readPath(join(folder.path, name));
  expect(format).toBe('archive');
  return Object.fromEntries(
    parts.map(({ path, content, failure }) => [
      path,
      content?.extraction.blocks.map(({ text }) => text).join(' ') ?? failure?.code ?? '',
    ]),
  );
}

const EXPECTED = { 'a/may.txt': 'the rent of may', 'b.md': 'They hum.' };

describe('an archive', () => {
  it.each([
    ['a.zip', () => makeZip(FILES)],
    ['a.tar', () => makeTar(FILES)],
    ['a.tgz', async () => gzipSync(await makeTar(FILES))],
    ['a.tar.zst', async () => zstdCompressSync(await makeTar(FILES))],
    ['no-ending', () => makeTar(FILES)],
  ])('is read from %s', async (name, make) => {
    expect(await read(await make(), name)).toEqual(EXPECTED);
  });

  it('of one packed file holds it under its own name', async () => {
    expect(await read(gzipSync('just words'), 'notes.txt.gz')).toEqual({ 'notes.txt': 'just words' });
    // bzip2 of "just words", as bzip2 1.0.8 writes it.
    const bzip2 = Buffer.from(BZIP2, 'base64');
    expect(await read(bzip2, 'notes.txt.bz2')).toEqual({ 'notes.txt': 'just words' });
  });

  it('within an archive is read too, as deep as people pack', async () => {
    const inner = makeZip({ 'deep.txt': 'down here' });
    const outer = makeZip({ 'inner.zip': inner, 'b.txt': 'up here' });
    expect(await read(outer, 'a.zip')).toEqual({
      'inner.zip': '',
      'inner.zip › deep.txt': 'down here',
      'b.txt': 'up here',
    });
  });

  it('says of each part why it could not be read, and reads the others', async () => {
    const files = { 'x.docx': 'no such thing', 'y.exe': Uint8Array.of(0x4d, 0x5a, 0, 1, 2), ...FILES };
    expect(await read(makeZip(files), 'a.zip')).toEqual({
      ...EXPECTED,
      'x.docx': expect.any(String),
      'y.exe': 'FORMAT_NOT_READ',
    });
  });

  it('names its parts by labels that lead nowhere, and leaves out what a walk would', async () => {
    const files = {
      '../../etc/passwd.txt': 'up',
      '/root.txt': 'top',
      '__MACOSX/x.txt': 'junk',
      '.git/config': 'x',
    };
    expect(await read(makeZip(files), 'a.zip')).toEqual({ 'etc/passwd.txt': 'up', 'root.txt': 'top' });
  });

  it('that unpacks without measure costs no memory', async () => {
    const bomb = makeZip({ 'zeros.txt': new Uint8Array(60 << 20), 'b.txt': 'fine' });
    expect(await read(bomb, 'a.zip')).toEqual({ 'zeros.txt': 'FILE_TOO_LARGE', 'b.txt': 'fine' });
    const gzip = gzipSync(new Uint8Array(160 << 20));
    await expect(read(gzip, 'a.gz')).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' });
  });

  it('says of a part that a password locks it, or that it is damaged', async () => {
    const zip = makeZip(FILES);
    const directory = Buffer.from(zip).indexOf('PK\x01\x02');
    const locked = zip.slice();
    locked[directory + 8] = 1;
    expect(await read(locked, 'a.zip')).toEqual({ ...EXPECTED, 'a/may.txt': 'DOCUMENT_PASSWORD' });
    const broken = zip.slice();
    // A way of packing that does not exist.
    broken[directory + 10] = 99;
    expect(await read(broken, 'a.zip')).toEqual({ ...EXPECTED, 'a/may.txt': 'FILE_BROKEN' });
  });

  it('is damaged where its end is missing', async () => {
    await expect(read(makeZip(FILES).slice(0, 40), 'a.zip')).rejects.toMatchObject({ code: 'FILE_BROKEN' });
  });
});

const BZIP2 = 'QlpoOTFBWSZTWZJ2bIcAAAERgEAABBCegCAAIgGT1CDJiGmczQ8XckU4UJCSdmyH';

describe('parts', () => {
  const part = (path: string, text = path): Part => ({
    path,
    size: text.length,
    open: () => new TextEncoder().encode(text),
  });
  const reading = async (parts: readonly Part[], limits: Partial<PartLimits>) => {
    const contentHash = new Uint8Array(16);
    const found = await readParts(
      parts,
      async (bytes, name) => ({ ...(await extractDocument(bytes, name)), contentHash }),
      { ...PART_LIMITS, ...limits },
    );
    return { paths: found.parts.map(({ path }) => path), lack: found.lack };
  };
  const three = [part('a.txt'), part('b.txt'), part('c.txt')];

  it.each<[string, Partial<PartLimits>]>([
    ['in number', { parts: 2 }],
    ['in bytes', { totalBytes: 9 }],
    ['in characters', { characters: 9 }],
  ])('are bounded %s, and it is said', async (_, limits) => {
    expect(await reading(three, limits)).toEqual({ paths: ['a.txt', 'b.txt'], lack: 'PARTS_CUT' });
  });

  it('before the place where a file is damaged are kept, and it is said', async () => {
    const broken = function* (): Generator<Part> {
      yield part('a.txt');
      throw new Error('no more');
    };
    const found = await readParts(broken(), () => Promise.reject(new Error('not now')));
    expect(found.lack).toBe('PARTS_BROKEN');
    expect(found.parts).toMatchObject([{ path: 'a.txt', failure: { code: 'FILE_BROKEN' } }]);
  });

  it('are all read where there is room', async () => {
    expect(await reading(three, {})).toEqual({ paths: ['a.txt', 'b.txt', 'c.txt'], lack: null });
    expect(await reading(three, { milliseconds: -1 })).toEqual({ paths: [], lack: 'PARTS_CUT' });
  });
});
