import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ExtractPool } from '../../../src-main/indexing/extract-pool.ts';
import type { ExtractLimits } from '../../../src-main/indexing/reading-failures.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const ENTRY = new URL('../../fixtures/processes/reading.ts', import.meta.url);
/** Far above what Node itself needs, far below what the machine has. */
const GENEROUS: ExtractLimits = { milliseconds: 20_000, bytes: 400 << 20 };

let folders: readonly string[] = ['/papers'];

function pool(limits: ExtractLimits = GENEROUS, processes = 2, entry = ENTRY) {
  const made = new ExtractPool({
    spawn: spawnChild,
    lightModel: '/model',
    processes,
    folders: () => folders,
    limits,
    entry,
  });
  const outcome = (path: string): Promise<unknown> =>
    made.extract(`/papers/${path}`).then(
      ({ content }) => content.title,
      ({ code }: { readonly code: string }) => code,
    );
  return { pool: made, outcome, [Symbol.asyncDispose]: () => made.close() };
}

const GOOD = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('reading', () => {
  it.each([
    ['hangs', 'hang', 'READING_TOO_LONG', { ...GENEROUS, milliseconds: 700 }],
    ['never answers', 'wait', 'READING_TOO_LONG', { ...GENEROUS, milliseconds: 700 }],
    ['takes all memory', 'allocate', 'READING_TOO_LARGE', GENEROUS],
    ['ends its process', 'exit', 'READER_ENDED', GENEROUS],
    ['is refused', 'refuse', 'UNEXPECTED', GENEROUS],
  ])('of a file that %s costs that file alone', async (_, bad, code, limits) => {
    await using made = pool(limits);
    const paths = ['a', 'b', bad, 'c', 'd', `${bad}-again`, 'e', 'f'];
    const outcomes = await Promise.all(paths.map(made.outcome));
    expect(outcomes).toEqual(paths.map((path) => (GOOD.includes(path) ? path : code)));
    expect(await made.outcome('later')).toBe('later');
  });

  it('does not blame a file for what the one before it left in memory', async () => {
    await using made = pool(GENEROUS, 1);
    expect(await Promise.all(['leave', 'slow', 'a'].map(made.outcome))).toEqual(['leave', 'slow', 'a']);
  });

  it('ends at once where the engine closes: what is read, what waits and what comes', async () => {
    await using made = pool(GENEROUS, 1);
    const outcomes = ['first', 'hang', 'behind', 'waiting', 'waiting too'].map(made.outcome);
    expect(await outcomes[0]).toBe('first');
    await made.pool.close();
    expect(await Promise.all(outcomes.slice(1))).toEqual(Array(4).fill('ENGINE_CLOSED'));
    expect(await made.outcome('late')).toBe('ENGINE_CLOSED');
  });

  it('is given up where no process ever gets ready', async () => {
    await using made = pool(GENEROUS, 1, new URL('../../fixtures/processes/never-ready.ts', import.meta.url));
    expect(await Promise.all(['a', 'b', 'c'].map(made.outcome))).toEqual(Array(3).fill('READER_ENDED'));
  });
});

describe('a process that reads', () => {
  it.each(['peek', 'list', 'write', 'start', 'thread'])('may not %s', async (what) => {
    await using made = pool();
    expect(await made.outcome(what)).toBe('ERR_ACCESS_DENIED');
  });

  it('knows nothing of the environment it was started in', async () => {
    await using made = pool();
    const names: unknown = JSON.parse(String(await made.outcome('environment')));
    expect(names).not.toContain('HOME');
    expect(names).not.toContain('PATH');
  });

  it('reads in the folders there are, in those that join later too, and in none that left', async () => {
    await using folder = await temporaryFolder();
    writeFileSync(join(folder.path, 'real.txt'), 'words');
    await using made = pool();
    const read = (): Promise<unknown> =>
      made.pool.extract(join(folder.path, 'real.txt')).then(
        ({ content }) => content.title,
        ({ message }: { readonly message: string }) => message,
      );
    expect(await read()).toMatch(/permission|denied|restricted/i);
    folders = [folder.path];
    expect(await read()).toBe('words');
    folders = ['/papers'];
    expect(await read()).toMatch(/permission|denied|restricted/i);
  });
});
