import { once } from 'node:events';
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { REASONS } from '../../../src-main/files/reasons.ts';
import { walk } from '../../../src-main/files/walk.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { makeTar } from '../../helpers/make-archive.ts';
import { makeZip } from '../../helpers/make-zip.ts';
import { makeDocx, wordParagraph } from '../../helpers/make-docx.ts';
import { readPath } from '../../helpers/read-path.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const GIGABYTE = 1_073_741_824;

/** What came of a file and its parts: 'read', or codes. */
async function outcome(path: string): Promise<Record<string, string>> {
  try {
    const { extraction, parts } = await readPath(path);
    const told = parts.map(({ path: part, failure }) => [part, failure?.code ?? 'read']);
    return { '': extraction.shortfall?.code ?? 'read', ...Object.fromEntries(told) };
  } catch (thrown) {
    return { '': thrown instanceof InklingError ? thrown.code : String(thrown) };
  }
}

async function outcomeOf(name: string, bytes: Uint8Array | string): Promise<Record<string, string>> {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, name), bytes);
  const found = await outcome(join(folder.path, name));
  // Whatever an archive calls its parts, reading it writes nothing anywhere.
  expect(readdirSync(folder.path)).toEqual([name]);
  return found;
}

/** Bytes in which the directory and the head of the only part claim another size. */
function claiming(size: number, zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  bytes.writeUInt32LE(size, bytes.indexOf('PK\x03\x04') + 22);
  bytes.writeUInt32LE(size, bytes.indexOf('PK\x01\x02') + 24);
  return bytes;
}

describe('an archive made to harm', () => {
  it('that holds a bomb within an archive costs that part alone', async () => {
    const bomb = makeZip({ 'zeros.txt': new Uint8Array(60 << 20) });
    const found = await outcomeOf('a.zip', makeZip({ 'inner.zip': bomb, 'b.txt': 'fine' }));
    expect(found).toMatchObject({ 'inner.zip › zeros.txt': 'FILE_TOO_LARGE', 'b.txt': 'read' });
  });

  it('that claims ten times more or less than it holds is read by what it holds, or refused', async () => {
    const zip = makeZip({ 'a.txt': 'words '.repeat(1_000) });
    for (const size of [0, 1, 4 * GIGABYTE - 2]) {
      const found = await outcomeOf('a.zip', claiming(size, zip));
      expect([undefined, 'read', ...Object.keys(REASONS)]).toContain(found['a.txt']);
      expect(['read', ...Object.keys(REASONS)]).toContain(found['']);
    }
  });

  it('that goes on within itself is read as deep as people pack, and it is said', async () => {
    let inner = makeZip({ 'bottom.txt': 'down here' });
    for (let depth = 0; depth < 12; depth += 1) inner = makeZip({ 'again.zip': inner });
    const found = await outcomeOf('a.zip', inner);
    expect(found['']).toBe('PARTS_CUT');
    expect(Object.keys(found).length).toBeLessThan(6);
  });

  it('whose parts are named for places outside of it writes nothing', async () => {
    const files = { '../../out.txt': 'up', '/etc/out.txt': 'top', 'C:\\out.txt': 'drive' };
    for (const [name, bytes] of [
      ['a.zip', makeZip(files)],
      ['a.tar', await makeTar(files)],
      ['a.tgz', gzipSync(await makeTar(files))],
    ] as const) {
      const found = await outcomeOf(name, bytes);
      expect(
        Object.keys(found).filter((part) => /(^\/)|\.\./.test(part)),
        name,
      ).toEqual([]);
      expect(found, name).toMatchObject({ 'out.txt': 'read', 'etc/out.txt': 'read' });
    }
  });
});

describe('markup made to harm', () => {
  const laughs = Array.from(
    { length: 10 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join('');
  const document = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]><x>&l10;</x>`;

  it.each(['a.xml', 'a.svg', 'a.fb2', 'a.fodt', 'a.html'])(
    'does not laugh a billion times in %s',
    async (name) => {
      await using folder = await temporaryFolder();
      const path = join(folder.path, name);
      writeFileSync(path, document);
      const read = readPath(path).then(
        ({ extraction }) => extraction.blocks.reduce((sum, { text }) => sum + text.length, 0),
        (error: { code: string }) => (error.code in REASONS ? 0 : Number.NaN),
      );
      expect(await read).toBeLessThan(document.length * 2);
    },
  );

  it('does not laugh within a document either', async () => {
    const docx = makeDocx(wordParagraph('words'), { 'word/comments.xml': document });
    expect(['read', ...Object.keys(REASONS)]).toContain((await outcomeOf('a.docx', docx))['']);
  });

  it('does not fetch what another file is said to hold', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>a &f; b</x>';
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'a.xml');
    writeFileSync(path, xml);
    const { extraction } = await readPath(path);
    expect(extraction.blocks.map(({ text }) => text).join(' ')).toMatch(/^a .{0,4}b$/);
  });
});

describe.runIf(process.platform === 'linux')('what is no ordinary file', () => {
  it('is never waited on: a device, a socket', async () => {
    await using folder = await temporaryFolder();
    const socket = join(folder.path, 'talk.txt');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    expect(await outcome(socket)).toEqual({ '': 'NOT_A_FILE' });
    expect(await outcome('/dev/zero')).toEqual({ '': 'NOT_A_FILE' });
    server.close();
  });

  it('that claims ten gigabytes of nothing is listed without being read', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'zeros.txt');
    writeFileSync(path, '');
    truncateSync(path, 10 * GIGABYTE);
    // A placeholder or not: nobody should fetch what is not read then either.
    expect(await outcome(path)).toEqual({ '': 'FILE_TOO_LARGE' });
    writeFileSync(path, 'begins', { flag: 'r+' });
    expect(await outcome(path)).toEqual({ '': 'FILE_TOO_LARGE' });
  });
});

describe.runIf(process.platform === 'linux')('names made to harm', () => {
  async function found(folder: string): Promise<string[]> {
    const seen: string[] = [];
    for await (const entries of walk(folder))
      for (const entry of entries) seen.push(entry.type === 'file' ? entry.relativePath : entry.type);
    return seen.toSorted();
  }

  it('that differ only in case or in Unicode form are files of their own', async () => {
    await using folder = await temporaryFolder();
    const names = ['A.txt', 'a.txt', 'caf\u00e9.txt', 'cafe\u0301.txt'];
    for (const name of names) writeFileSync(join(folder.path, name), name);
    expect(await found(folder.path)).toEqual(names.toSorted());
    for (const name of names) expect(await outcome(join(folder.path, name))).toEqual({ '': 'read' });
  });

  it('that are longer than other systems allow are found and read', async () => {
    await using folder = await temporaryFolder();
    const deep = Array.from({ length: 8 }, (_, at) => `${at}`.repeat(60)).join('/');
    mkdirSync(join(folder.path, deep), { recursive: true });
    const path = `${deep}/${'n'.repeat(200)}.txt`;
    writeFileSync(join(folder.path, path), 'far');
    expect(path.length).toBeGreaterThan(400);
    expect(await found(folder.path)).toEqual([path]);
    expect(await outcome(join(folder.path, path))).toEqual({ '': 'read' });
  });

  it('that are no Unicode are told of, and the others are found', async () => {
    await using folder = await temporaryFolder();
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0x61, 0xff, 0x62])]), 'x');
    writeFileSync(join(folder.path, 'good.txt'), 'x');
    expect(await found(folder.path)).toEqual(['good.txt', 'problem']);
  });
});
