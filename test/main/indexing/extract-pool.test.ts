import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ExtractPool } from '../../../src-main/indexing/extract-pool.ts';
import type { ChildHandle } from '../../../src-main/lib/processes.ts';
import type { ExtractLimits } from '../../../src-main/indexing/reading-failures.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { OpenedFiles } from '../../helpers/opened-files.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const ENTRY = new URL('../../fixtures/processes/reading.ts', import.meta.url);
/** Far above what Node itself needs, far below what the machine has. */
const GENEROUS: ExtractLimits = { milliseconds: 20_000, bytes: 400 << 20 };

async function pool(limits: ExtractLimits = GENEROUS, processes = 2, entry = ENTRY) {
  const folder = await temporaryFolder();
  const opened = new OpenedFiles();
  const children: ChildHandle[] = [];
  const made = new ExtractPool({
    spawn: (...given) => {
      const child = spawnChild(...given);
      children.push(child);
      return child;
    },
    lightModel: '/model',
    processes,
    limits,
    entry,
  });
  const at = (name: string): string => join(folder.path, name);
  const read = (name: string): Promise<unknown> =>
    made.extract(at(name)).then(
      ({ content }) => content.title,
      ({ code }: { readonly code: string }) => code,
    );
  /** Reads a file of this name, made for it. */
  const outcome = (name: string, content: string | Uint8Array = at(name)): Promise<unknown> => {
    writeFileSync(at(name), content);
    return read(name);
  };
  /** The same, one after the other: each is opened before the next. */
  const inOrder = async (
    names: readonly string[],
    content?: string | Uint8Array,
  ): Promise<readonly Promise<unknown>[]> => {
    const outcomes: Promise<unknown>[] = [];
    for (const name of names) await opened.next(() => outcomes.push(outcome(name, content)));
    return outcomes;
  };
  /** Hands files over and changes them while the process that reads stands still. */
  const whileStill = async (
    names: readonly string[],
    content: Uint8Array,
    change: () => void,
  ): Promise<unknown[]> => {
    await outcome('ready');
    const pid = children[0]?.pid;
    if (typeof pid !== 'number') throw new Error('no process reads');
    process.kill(pid, 'SIGSTOP');
    const outcomes = await inOrder(names, content);
    change();
    process.kill(pid, 'SIGCONT');
    return Promise.all(outcomes);
  };
  const close = async (): Promise<void> => {
    opened[Symbol.dispose]();
    await made.close();
    await folder[Symbol.asyncDispose]();
  };
  return { pool: made, outcome, inOrder, whileStill, read, at, [Symbol.asyncDispose]: close };
}

const GOOD = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('reading', () => {
  it.each([
    ['hangs', 'hang', 'READING_TOO_LONG', { ...GENEROUS, milliseconds: 2_000 }],
    ['never answers', 'wait', 'READING_TOO_LONG', { ...GENEROUS, milliseconds: 2_000 }],
    ['takes all memory', 'allocate', 'READING_TOO_LARGE', GENEROUS],
    ['ends its process', 'exit', 'READER_ENDED', GENEROUS],
    ['is refused', 'refuse', 'UNEXPECTED', GENEROUS],
  ])('of a file that %s costs that file alone', async (_, bad, code, limits) => {
    await using made = await pool(limits);
    const paths = ['a', 'b', bad, 'c', 'd', `${bad}-again`, 'e', 'f'];
    const outcomes = await Promise.all(paths.map((path) => made.outcome(path)));
    expect(outcomes).toEqual(paths.map((path) => (GOOD.includes(path) ? path : code)));
    expect(await made.outcome('later')).toBe('later');
  });

  it('does not blame a file for what the one before it left in memory', async () => {
    await using made = await pool(GENEROUS, 1);
    const names = ['leave', 'slow', 'a'];
    expect(await Promise.all(await made.inOrder(names))).toEqual(names);
  });

  it('ends at once where the engine closes: what is read, what waits and what comes', async () => {
    await using made = await pool(GENEROUS, 1);
    const outcomes = await made.inOrder(['first', 'hang', 'behind', 'waiting', 'waiting too']);
    expect(await outcomes[0]).toBe('first');
    await made.pool.close();
    expect(await Promise.all(outcomes.slice(1))).toEqual(Array(4).fill('ENGINE_CLOSED'));
    expect(await made.outcome('late')).toBe('ENGINE_CLOSED');
  });

  it('is given up where no process ever gets ready', async () => {
    await using made = await pool(
      GENEROUS,
      1,
      new URL('../../fixtures/processes/never-ready.ts', import.meta.url),
    );
    expect(await Promise.all(['a', 'b', 'c'].map((name) => made.outcome(name)))).toEqual(
      Array(3).fill('READER_ENDED'),
    );
  });
});

describe('a process that reads', () => {
  it.each(['reopen', 'stat', 'link', 'peek', 'list', 'write', 'start', 'thread'])(
    'may not %s',
    async (what) => {
      await using made = await pool();
      expect(await made.outcome(what)).toBe('ERR_ACCESS_DENIED');
    },
  );

  it('knows nothing of the environment it was started in', async () => {
    await using made = await pool();
    const names: unknown = JSON.parse(String(await made.outcome('environment')));
    expect(names).not.toContain('HOME');
    expect(names).not.toContain('PATH');
  });

  it('gets the bytes of a file and no way to it', async () => {
    await using made = await pool();
    expect(await made.outcome('real.txt', 'words')).toBe('words');
  });
});

const LARGE = 5 * 1_048_576 + 17;

describe('a large file', () => {
  it('arrives whole, also behind another and where its first process ends', async () => {
    await using made = await pool(GENEROUS, 1);
    const bytes = randomBytes(LARGE);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const names = ['slow', 'large', 'exit', 'large-too', 'a'];
    expect(await Promise.all(await made.inOrder(names, bytes))).toEqual([
      'slow',
      hash,
      'READER_ENDED',
      hash,
      'a',
    ]);
  });

  it('that becomes shorter while it waits is given up, and the next one is read', async () => {
    await using made = await pool(GENEROUS, 1);
    const outcomes = await made.whileStill(['large'], new Uint8Array(LARGE), () =>
      truncateSync(made.at('large'), 3 * 1_048_576),
    );
    expect(outcomes).toEqual(['FILE_VANISHED']);
    expect(await made.outcome('later')).toBe('later');
  });

  it('that grows, or is taken away, while it waits is read as it was when it was opened', async () => {
    await using made = await pool(GENEROUS, 1);
    const bytes = randomBytes(LARGE);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const outcomes = await made.whileStill(['large', 'large gone'], bytes, () => {
      appendFileSync(made.at('large'), 'more');
      rmSync(made.at('large gone'));
    });
    expect(outcomes).toEqual([hash, hash]);
  });
});

describe('between the look that found a file and its reading', () => {
  it.each([
    ['vanishes', 'FILE_VANISHED', (path: string) => rmSync(path)],
    ['becomes a folder', 'NOT_A_FILE', (path: string) => (rmSync(path), mkdirSync(path))],
    ['becomes a pipe', 'NOT_A_FILE', (path: string) => (rmSync(path), execFileSync('mkfifo', [path]))],
    ['becomes a link', 'NOT_A_FILE', (path: string) => (rmSync(path), symlinkSync('/etc/hostname', path))],
    ['loses its content', 'NOT_HERE', (path: string) => (writeFileSync(path, ''), truncateSync(path, LARGE))],
  ])('one that %s is listed', async (_, code, change) => {
    await using made = await pool();
    writeFileSync(made.at('x'), 'words');
    change(made.at('x'));
    expect(await made.read('x')).toBe(code);
  });
});
