import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';

import { expect, test } from 'vitest';

import type { OpenFile } from '../../../src-main/files/open.ts';
import type { ExtractHandlers } from '../../../src-main/indexing/extract-process.ts';
import { ReceivedFiles, type FileBegin, type FilePiece } from '../../../src-main/indexing/received-file.ts';
import { SentFile } from '../../../src-main/indexing/sent-file.ts';
import { Caller, serveCalls } from '../../../src-main/lib/calls.ts';
import { portOf } from '../../../src-main/lib/ports.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const BYTES = randomBytes(3_000_000);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file in memory that counts what is read of it. */
function fileOf(bytes: Uint8Array) {
  const reads: number[] = [];
  const file: OpenFile = {
    name: 'x.bin',
    size: bytes.length,
    read: async (at, length) => {
      reads.push(length);
      return Uint8Array.from(bytes.subarray(at, at + length));
    },
    close: async () => undefined,
  };
  return { file, reads };
}

/** The two ends of a channel that clones as Electron's does; a file is handed on once `turn` has come. */
function channel(turn: Promise<void>) {
  const { port1, port2 } = new MessageChannel();
  const received = new ReceivedFiles();
  serveCalls(portOf(port2), {
    extract: async (begin: FileBegin) => {
      const file = received.begin(begin);
      await turn;
      return { title: sha(await file.whole()) };
    },
    piece: (piece: FilePiece) => received.take(piece),
  });
  const calls = new Caller(portOf(port1)).calls<ExtractHandlers>();
  return { calls, [Symbol.dispose]: () => port1.close() };
}

test.each([0, 1, 262_144, 262_145, BYTES.length])('%i bytes arrive as they were sent', async (length) => {
  using made = channel(Promise.resolve());
  const bytes = BYTES.subarray(0, length);
  const sent = await SentFile.begin(fileOf(bytes).file, null);
  expect(await sent.send(made.calls, 1)).toEqual({ title: sha(bytes) });
});

test('of a file that waits for its turn no more than two pieces are on their way', async () => {
  const turn = Promise.withResolvers<void>();
  using made = channel(turn.promise);
  const { file, reads } = fileOf(BYTES);
  const reading = (await SentFile.begin(file, null)).send(made.calls, 1);
  await waitUntil(() => reads.length === 2);
  for (let round = 0; round < 50; round += 1) await nextTurn();
  expect(reads).toHaveLength(2);
  turn.resolve();
  expect(await reading).toEqual({ title: sha(BYTES) });
  expect(Math.max(...reads)).toBeLessThanOrEqual(262_144);
});
