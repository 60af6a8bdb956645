import { tmpdir } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { Indexer } from '../../../src-main/indexing/indexer.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import type { PreparedDocument } from '../../../src-main/storage/content.ts';
import { requireRoom } from '../../../src-main/storage/library-folder.ts';
import { documentOf, fakeIndexingWriter } from '../../helpers/fake-indexing-writer.ts';

function indexer(
  extract: (path: string) => Promise<PreparedDocument> = (path) => Promise.resolve(documentOf(path)),
  room: () => void = () => undefined,
) {
  const fake = fakeIndexingWriter();
  const made = new Indexer({
    writer: fake.writer,
    extract,
    capacity: 4,
    rootPath: (root) => (root === 1 ? '/root' : undefined),
    paused: () => [],
    library: '/library',
    onChange: () => undefined,
    requireRoom: room,
  });
  const wait = (count: number): void => {
    const before = fake.waiting.size;
    for (let file = before + 1; file <= before + count; file += 1) fake.waiting.set(file, `f${file}`);
  };
  return { ...fake, wait, indexer: made };
}

describe('reading what waits', () => {
  it('stores every file once, then tidies up', async () => {
    const { indexer: made, wait, stored, calls } = indexer();
    wait(300);
    await made.read();
    expect(stored.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 300 }, (_, at) => at + 1),
    );
    expect(stored.every((outcome) => 'content' in outcome)).toBe(true);
    expect(calls).toEqual(['sweep', 'settle']);
    expect(made).toMatchObject({ isBusy: false, failure: null, waiting: 0, done: 0 });
  });

  it('lists a file that cannot be read with its reason, and leaves one whose reader was closed', async () => {
    const refuse = (path: string) => {
      const code = path.endsWith('f2') ? 'PDF_BROKEN' : 'ENGINE_CLOSED';
      if (path.endsWith('f1')) return Promise.resolve(documentOf('fine'));
      return Promise.reject(new InklingError(code, { cause: 'planned', remedy: 'none' }));
    };
    const { indexer: made, wait, stored, waiting } = indexer(refuse);
    wait(3);
    await made.read();
    expect(stored).toEqual([
      expect.objectContaining({ document: 1, content: expect.anything() }),
      { document: 2, code: 'PDF_BROKEN', cause: 'planned' },
    ]);
    expect([...waiting.keys()]).toEqual([3]);
  });

  it('makes the postings that are missing first, and counts their files among those that wait', async () => {
    const { indexer: made, wait, stored, hooks } = indexer();
    const left = [5, 2, 0];
    const seen: unknown[] = [];
    hooks.repost = () => {
      seen.push([stored.length, made.waiting, made.done]);
      return left.shift() ?? 0;
    };
    wait(1);
    await made.read();
    expect(seen).toEqual([
      [0, 0, 0],
      [0, 5, 0],
      [0, 2, 3],
    ]);
    expect(stored).toHaveLength(1);
  });

  it('has no more files with the readers than they take', async () => {
    let open = 0;
    let most = 0;
    const { indexer: made, wait } = indexer(async (path) => {
      open += 1;
      most = Math.max(most, open);
      await nextTurn();
      open -= 1;
      return documentOf(path);
    });
    wait(50);
    await made.read();
    expect(most).toBe(4);
  });

  it("tells the writer's failure, and starts afresh the next time", async () => {
    const { indexer: made, wait, hooks, stored } = indexer();
    wait(10);
    hooks.store = () => {
      throw new InklingError('DISK_FULL', { cause: 'planned', remedy: 'none' });
    };
    await made.read();
    expect(made.failure).toMatchObject({ code: 'DISK_FULL' });
    expect(made.isBusy).toBe(false);
    delete hooks.store;
    await made.read();
    expect(made.failure).toBeNull();
    expect(stored).toHaveLength(10);
  });

  it('reads what comes while it tidies up', async () => {
    const { indexer: made, wait, hooks, stored, waiting } = indexer();
    wait(2);
    hooks.sweep = () => {
      delete hooks.sweep;
      waiting.set(77, 'late');
      void made.read();
    };
    await made.read();
    await made.settled();
    expect(stored.map(({ document }) => document)).toContain(77);
    expect(waiting.size).toBe(0);
  });
});

describe('a pause', () => {
  it('ends reading soon, keeps what was read, and is ended by going on', async () => {
    const {
      indexer: made,
      wait,
      stored,
      waiting,
    } = indexer(async (path) => {
      if (path.endsWith('f20')) made.pause();
      await nextTurn();
      return documentOf(path);
    });
    wait(200);
    await made.read();
    expect(stored.length).toBeGreaterThanOrEqual(19);
    expect(stored.length).toBeLessThan(60);
    await made.read();
    expect(stored.length + waiting.size).toBe(200);
    made.resume();
    await made.settled();
    expect(stored).toHaveLength(200);
  });

  it('that ends while reading still stops loses nothing', async () => {
    const {
      indexer: made,
      wait,
      hooks,
      stored,
    } = indexer((path) => {
      if (path.endsWith('f5')) made.pause();
      return Promise.resolve(documentOf(path));
    });
    wait(30);
    hooks.sweep = () => {
      delete hooks.sweep;
      made.resume();
    };
    await made.read();
    await made.settled();
    expect(stored).toHaveLength(30);
  });

  it('is for good once it is closed', async () => {
    const { indexer: made, wait, stored } = indexer();
    wait(5);
    await made.close();
    await made.read();
    made.resume();
    await made.settled();
    expect(stored).toEqual([]);
  });
});

describe('a disk without room', () => {
  it('stops reading, says why, and reads what waits once there is room', async () => {
    let isFull = true;
    const fake = indexer(undefined, () => {
      if (isFull) requireRoom(tmpdir(), Number.POSITIVE_INFINITY);
    });
    fake.wait(5);
    await fake.indexer.read();
    expect(fake.indexer.failure).toMatchObject({ code: 'DISK_NEARLY_FULL' });
    expect(fake.stored).toEqual([]);
    isFull = false;
    await fake.indexer.read();
    expect(fake.indexer.failure).toBeNull();
    expect(fake.stored).toHaveLength(5);
  });
});
