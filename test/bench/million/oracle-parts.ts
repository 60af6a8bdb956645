import { join } from 'node:path';

import { chooseHeavyModel } from '../../../src-main/engine/models.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { measureCoarseRecall } from './coarse-recall.ts';
import type { Measured } from './engine-parts.ts';
import { measureLexicalRecall } from './lexical-recall.ts';

const ORACLE_QUERIES = 100;
const KEPT = [50, 100, 200, 500, 1_000];

/** Heavy codes against a scan of every heavy vector. */
export async function measureRecall({ million, queries, tell, report }: Measured): Promise<void> {
  tell('Codes against every vector …');
  const { heavy } = await chooseHeavyModel(join(million.library, 'models'));
  const connection = openForReading(join(million.library, 'index.db'));
  report(
    await measureCoarseRecall(connection, heavy, { queries: queries.slice(0, ORACLE_QUERIES), kept: KEPT }),
  );
  connection.close();
}

/** The bounded search by words against FTS5's of every passage that holds one of them. */
export async function measureLexical({ million, queries, tell, report }: Measured): Promise<void> {
  tell('Words against all postings …');
  const connection = openForReading(join(million.library, 'index.db'));
  report([measureLexicalRecall(connection, queries.slice(0, ORACLE_QUERIES))]);
  connection.close();
  await Promise.resolve();
}
