import { setImmediate as nextTurn } from 'node:timers/promises';

import type { IndexingWriter } from '../../src-main/indexing/indexer-options.ts';
import type { PreparedDocument } from '../../src-main/storage/content.ts';
import type { ReadOutcome } from '../../src-main/storage/index-writer.ts';
import { contentOf } from './stored-library.ts';

/** A writer that keeps what it is told in memory. */
export function fakeIndexingWriter() {
  const waiting = new Map<number, string>();
  const stored: ReadOutcome[] = [];
  const calls: string[] = [];
  const hooks: { store?: () => void; sweep?: () => Promise<void> | void; repost?: () => number } = {};
  const writer: IndexingWriter = {
    beginLook: () => Promise.resolve(1),
    see: ({ files }) => {
      for (const { path } of files) waiting.set(waiting.size + 1, path);
      return Promise.resolve(files.length);
    },
    currentLook: () => Promise.resolve(1),
    leave: ({ paths }) => {
      calls.push(`leave ${paths.join(' ')}`);
      return Promise.resolve(paths.length);
    },
    endLook: () => Promise.resolve(0),
    waitingKinds: () => Promise.resolve([{ ending: '', files: waiting.size, bytes: 0 }]),
    waiting: ({ after, limit }) =>
      Promise.resolve(
        [...waiting]
          .filter(([document]) => document > after)
          .slice(0, limit)
          .map(([document, path]) => ({ document, root: 1, path, size: 1 })),
      ),
    repost: () => Promise.resolve(hooks.repost?.() ?? 0),
    store: async ({ outcomes }) => {
      await nextTurn();
      hooks.store?.();
      for (const { document } of outcomes) waiting.delete(document);
      stored.push(...outcomes);
    },
    sweep: async () => {
      calls.push('sweep');
      await hooks.sweep?.();
      return 0;
    },
    settle: () => {
      calls.push('settle');
      return Promise.resolve();
    },
  };
  return { writer, waiting, stored, calls, hooks };
}

export function documentOf(text: string): PreparedDocument {
  return { content: contentOf([text]), parts: [] };
}
