import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openForWriting } from '../../../src-main/storage/connection.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { READABLE } from '../../helpers/made-corpus.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

interface Row {
  readonly content: number;
  readonly light: string;
  readonly heavy: string | null;
}

const ROWS =
  'SELECT content, hex(light) AS light, hex(heavy) AS heavy FROM document_vectors ORDER BY content';

test('what an earlier version stored gets vectors of documents behind searches', async () => {
  await using bench = await EngineBench.read(READABLE);
  await bench.settle(true);
  const before = bench.rows<Row>(ROWS);
  const texts = bench.rows<{ id: number; worthy: number }>(
    'SELECT id, NOT data_like AS worthy FROM contents WHERE passages > 0 ORDER BY id',
  );
  expect(before.map(({ content }) => content)).toEqual(texts.map(({ id }) => id));
  expect(before.map(({ heavy }) => heavy !== '')).toEqual(texts.map(({ worthy }) => worthy === 1));

  await bench.close();
  const connection = openForWriting(join(bench.library, 'index.db'), { durable: false });
  connection.exec('DELETE FROM document_vectors');
  connection.close();
  await bench.reopen();
  await waitUntil(() => bench.rows<Row>(ROWS).length === before.length, 60_000);
  const after = bench.rows<Row>(ROWS);
  expect(after.map(({ content, heavy }) => [content, heavy])).toEqual(
    before.map(({ content, heavy }) => [content, heavy]),
  );
  expect(after.every(({ light }) => light.length === 512)).toBe(true);
});
