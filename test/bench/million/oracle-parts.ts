import { join } from 'node:path';

import { chooseHeavyModel, lightModel } from '../../../src-main/engine/models.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { measureCoarseRecall } from './coarse-recall.ts';
import type { Measured } from './engine-parts.ts';
import { measureLexicalRecall } from './lexical-recall.ts';
import type { Row } from '../report.ts';

const ORACLE_QUERIES = 100;
const KEPT = [50, 100, 200, 500, 1_000];

/** Codes of a library against a scan of every heavy vector. */
export async function measureRecall({ million, queries, tell, report }: Measured): Promise<void> {
  tell('Codes against every vector …');
  report(await recallIn(million.library, queries.slice(0, ORACLE_QUERIES), 'questions'));
}

export async function recallIn(library: string, queries: readonly string[], of: string): Promise<Row[]> {
  const { heavy } = await chooseHeavyModel(join(library, 'models'));
  const connection = openForReading(join(library, 'index.db'));
  const rows = await measureCoarseRecall(
    connection,
    { light: lightModel(), heavy },
    { queries, of, kept: KEPT },
  );
  connection.close();
  return rows;
}

/** The bounded search by words against FTS5's of every passage that holds one of them. */
export async function measureLexical({ million, queries, tell, report }: Measured): Promise<void> {
  tell('Words against all postings …');
  const connection = openForReading(join(million.library, 'index.db'));
  report([measureLexicalRecall(connection, queries.slice(0, ORACLE_QUERIES))]);
  connection.close();
  await Promise.resolve();
}
