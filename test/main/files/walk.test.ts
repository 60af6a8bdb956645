import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { EXCLUSION_RULES } from '../../../src-main/files/exclusion-rules.ts';
import { walk } from '../../../src-main/files/walk.ts';
import type { WalkEntry, WalkOptions } from '../../../src-main/files/walk.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function entries(root: string, options: WalkOptions = {}): Promise<WalkEntry[]> {
  const all: WalkEntry[] = [];
  for await (const batch of walk(root, options)) all.push(...batch);
  return all;
}

async function found(root: string, options: WalkOptions = {}): Promise<string[]> {
  return (await entries(root, options)).flatMap((entry) =>
    entry.type === 'file' ? [entry.relativePath] : [],
  );
}

async function rules(root: string, options: WalkOptions = {}): Promise<Record<string, string>> {
  const all = await entries(root, options);
  return Object.fromEntries(
    all.flatMap((entry) => (entry.type === 'excluded' ? [[entry.relativePath, entry.rule]] : [])),
  );
}

const TAG = 'Signature: 8a477f597d28d172789f06886806bc55\n';

describe('walk', () => {
  it('finds files with size and time, folder by folder in order', async () => {
    await using folder = await temporaryFolder();
    write(folder.path, { 'b.md': 'bb', 'a/two.txt': '2', 'a/one.txt': '1', 'Ä ö.txt': '' });
    expect(await found(folder.path)).toEqual(['b.md', 'Ä ö.txt', 'a/one.txt', 'a/two.txt']);
    expect((await entries(folder.path))[0]).toMatchObject({
      name: 'b.md',
      size: 2,
      mtimeMs: expect.any(Number),
    });
  });

  it('leaves out by named rules', async () => {
    await using folder = await temporaryFolder();
    write(folder.path, {
      'kept.md': '',
      '..md': '',
      '.config/x': '',
      '.git/HEAD': '',
      'node_modules/x/readme.md': '',
      '~$letter.docx': '',
      'notes.md~': '',
      'Thumbs.db': '',
      'py/__pycache__/x.pyc': '',
      'rust/target/CACHEDIR.TAG': TAG,
      'notes/CACHEDIR.TAG': 'not the signature',
      'notes/kept.md': '',
      'python/pyvenv.cfg': '',
      '.Trash-1000/files/x': '',
    });
    expect(await found(folder.path)).toEqual(['kept.md', 'notes/CACHEDIR.TAG', 'notes/kept.md']);
    expect(await rules(folder.path)).toEqual({
      '..md': 'hidden',
      '.config': 'hidden',
      '.git': 'version-control',
      node_modules: 'node-modules',
      '~$letter.docx': 'editor-leftover',
      'notes.md~': 'editor-leftover',
      'Thumbs.db': 'system-junk',
      'py/__pycache__': 'build-output',
      'rust/target': 'cache',
      python: 'build-output',
      '.Trash-1000': 'trash',
    });
    const names = new Set(EXCLUSION_RULES.map(({ name }) => name));
    for (const rule of Object.values(await rules(folder.path))) expect(names).toContain(rule);
  });

  it('follows .inklingignore in every folder, the nearest deciding', async () => {
    await using folder = await temporaryFolder();
    write(folder.path, {
      '.inklingignore': '*.log\n/private/\ndrafts\n[z-a]\n',
      'a.log': '',
      'private/x.md': '',
      'deep/private/x.md': '',
      'deep/.inklingignore': '!keep.log\n!drafts/\n',
      'deep/keep.log': '',
      'deep/drop.log': '',
      'deep/drafts/x.md': '',
      'drafts/x.md': '',
    });
    expect((await found(folder.path)).sort()).toEqual([
      'deep/drafts/x.md',
      'deep/keep.log',
      'deep/private/x.md',
    ]);
    expect(await rules(folder.path)).toMatchObject({ 'a.log': 'inklingignore', private: 'inklingignore' });
  });

  it('follows .gitignore only when asked', async () => {
    await using folder = await temporaryFolder();
    write(folder.path, { '.gitignore': 'build/', 'build/x.md': '', 'x.md': '' });
    expect(await found(folder.path)).toEqual(['x.md', 'build/x.md']);
    expect(await found(folder.path, { gitignore: true })).toEqual(['x.md']);
    expect(await rules(folder.path, { gitignore: true })).toMatchObject({ build: 'gitignore' });
  });

  it('never follows links and never opens what is no file', async () => {
    await using folder = await temporaryFolder();
    await using outside = await temporaryFolder();
    write(folder.path, { 'real.md': '', 'sub/x.md': '' });
    write(outside.path, { 'secret.md': '' });
    symlinkSync(join(folder.path, 'real.md'), join(folder.path, 'inner.md'));
    symlinkSync(outside.path, join(folder.path, 'outer'));
    symlinkSync(join(outside.path, 'none'), join(folder.path, 'broken'));
    symlinkSync('..', join(folder.path, 'sub', 'loop'));
    execFileSync('mkfifo', [join(folder.path, 'pipe.md')]);
    expect(await found(folder.path)).toEqual(['real.md', 'sub/x.md']);
    expect(await rules(folder.path)).toEqual({
      'inner.md': 'symlink',
      outer: 'symlink-outside',
      broken: 'symlink-broken',
      'sub/loop': 'symlink',
      'pipe.md': 'special-file',
    });
  });

  it('does not leave the root where a link takes the place of a folder', async () => {
    await using folder = await temporaryFolder();
    await using outside = await temporaryFolder();
    write(outside.path, { 'secret.md': '' });
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`a/${at}.md`, '']));
    write(folder.path, { ...many, 'z/x.md': '' });
    const seen: string[] = [];
    for await (const batch of walk(folder.path)) {
      for (const entry of batch) if (entry.type === 'file') seen.push(entry.relativePath);
      if (seen.some((path) => path.startsWith('z/'))) break;
      rmSync(join(folder.path, 'z'), { recursive: true });
      symlinkSync(outside.path, join(folder.path, 'z'));
    }
    expect(seen.filter((path) => path.includes('secret'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('reports a closed folder and goes on', async () => {
    await using folder = await temporaryFolder();
    write(folder.path, { 'closed/x.md': '', 'open/y.md': '' });
    chmodSync(join(folder.path, 'closed'), 0);
    const all = await entries(folder.path);
    chmodSync(join(folder.path, 'closed'), 0o700);
    expect(all.map((entry) => [entry.type, entry.relativePath])).toEqual([
      ['problem', 'closed'],
      ['file', 'open/y.md'],
    ]);
  });

  it('says so where the root is away, instead of finding nothing', async () => {
    await using folder = await temporaryFolder();
    const gone = join(folder.path, 'gone');
    await expect(found(gone)).rejects.toMatchObject({ code: 'FOLDER_AWAY' });
  });

  it('bears a folder that moves away while it walks', async () => {
    await using folder = await temporaryFolder();
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`a/${at}.md`, '']));
    write(folder.path, { ...many, 'b/x.md': '' });
    const all: WalkEntry[] = [];
    for await (const batch of walk(folder.path)) {
      if (all.length === 0) renameSync(join(folder.path, 'b'), join(folder.path, 'c'));
      all.push(...batch);
    }
    expect(all.every((entry) => entry.type === 'file')).toBe(true);
  });

  it('ends when it is aborted', async () => {
    await using folder = await temporaryFolder();
    write(
      folder.path,
      Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`${at % 3}/${at}.md`, ''])),
    );
    const controller = new AbortController();
    let batches = 0;
    for await (const batch of walk(folder.path, { signal: controller.signal })) {
      batches += batch.length > 0 ? 1 : 0;
      controller.abort();
    }
    expect(batches).toBe(1);
  });

  it('looks at one file or folder alone, by the rules of the folders around it', async () => {
    await using folder = await temporaryFolder();
    write(folder.path, {
      'a/one.txt': '',
      'a/deep/two.txt': '',
      'a/deep/left.out': '',
      'a/.inklingignore': '*.out',
      'b.txt': '',
      'node_modules/x/readme.md': '',
    });
    const only = (path: string): Promise<string[]> => found(folder.path, { only: path });
    expect(await only('b.txt')).toEqual(['b.txt']);
    expect(await only('a')).toEqual(['a/one.txt', 'a/deep/two.txt']);
    expect(await only('a/deep')).toEqual(['a/deep/two.txt']);
    for (const none of ['a/deep/left.out', 'gone.txt', 'b.txt/x', 'a/gone/x.txt', 'node_modules/x'])
      expect(await only(none)).toEqual([]);
    expect(await rules(folder.path, { only: 'a/deep/left.out' })).toEqual({
      'a/deep/left.out': 'inklingignore',
    });
  });
});
