import { join } from 'node:path';

import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import type { Connection } from '../../../src-main/rpc/connect.ts';
import { openForReading, type ReadConnection } from '../../../src-main/storage/connection.ts';
import { TextReader } from '../../../src-main/storage/text-blocks.ts';
import type { Row } from '../report.ts';
import { lastStage, timeStages } from './contract-times.ts';
import { attend, leave, type Measured } from './engine-parts.ts';
import { keepWarm } from './warm-file.ts';

const MODES = ['light', 'deep'] as const;
const QUERIES = 60;
const WARMING = 10;
/** Most that a filter may cost, of the time without. */
const MOST_RATIO = 1.3;

/** Strict parts of every kind, each of which some document of the library is known to meet. */
export async function measureFilters({
  million: { library },
  queries,
  tell,
  report,
}: Measured): Promise<void> {
  // An older library is brought up to date first.
  const warm = keepWarm(join(library, 'index.db'));
  const connection = await attend(library);
  const filters = filtersOf(library);
  const asked = queries.slice(0, QUERIES);
  for (const mode of MODES) {
    await timeStages(connection, asked.slice(0, WARMING), mode, tell);
    const plain = await medianOf(connection, mode, { asked, filter: '', tell });
    report([{ work: `${mode} without a filter p50`, value: plain, unit: 'ms', isQuality: false }]);
    for (const filter of filters) {
      const first = performance.now();
      await lastStage(connection, `${asked[0] ?? ''} ${filter}`, 'light');
      const firstTime = performance.now() - first;
      // The time without is taken anew beside each: what else the computer does changes meanwhile.
      const without = await medianOf(connection, mode, { asked, filter: '', tell });
      const filtered = await medianOf(connection, mode, { asked, filter, tell });
      report([
        {
          work: `${mode}, ${filter}: of the time without`,
          value: filtered / without,
          unit: '',
          bound: { most: MOST_RATIO },
          isQuality: false,
        },
        { work: '  asked for the first time', value: firstTime, unit: 'ms', isQuality: false },
      ]);
    }
  }
  report(await emptyRows(connection, filters, asked));
  await leave(connection);
  warm.stop();
}

async function medianOf(
  connection: Connection,
  mode: (typeof MODES)[number],
  {
    asked,
    filter,
    tell,
  }: { readonly asked: readonly string[]; readonly filter: string; readonly tell: Measured['tell'] },
): Promise<number> {
  const filtered = asked.map((query) => `${query} ${filter}`.trim());
  return quantile((await timeStages(connection, filtered, mode, tell)).get(mode) ?? [], 0.5);
}

/** Every filter has documents, so that no question with it is without an answer. */
async function emptyRows(
  connection: Connection,
  filters: readonly string[],
  asked: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const filter of filters) {
    const alone = await lastStage(connection, filter, 'lexical');
    let empty = 0;
    for (const query of asked) {
      const answer = await lastStage(connection, `${query} ${filter}`, 'light');
      if (answer?.results.length === 0) empty += 1;
    }
    rows.push(
      {
        work: `${filter}: documents`,
        value: alone?.total ?? 0,
        unit: '',
        bound: { least: 1 },
        isQuality: true,
      },
      { work: '  empty answers with it', value: empty, unit: '', bound: { most: 0 }, isQuality: true },
    );
  }
  return rows;
}

/** A passage is sought that has so many words: what is asked for is taken from its middle. */
const SAMPLE_WORDS = 40;
const DAY = 86_400_000;

function filtersOf(library: string): string[] {
  const connection = openForReading(join(library, 'index.db'));
  const one = <Value>(sql: string): Value | undefined =>
    connection.prepare<[], Value>(sql).pluck().get() as Value | undefined;
  const path = one<string>('SELECT path FROM documents WHERE content IS NOT NULL ORDER BY id LIMIT 1') ?? '';
  const newest = one<number>('SELECT max(modified) FROM documents WHERE content IS NOT NULL') ?? 0;
  const size = one<number>('SELECT avg(size) FROM documents WHERE content IS NOT NULL') ?? 0;
  const page = one<number>('SELECT max(page) FROM passages');
  const language = one<string>(
    `SELECT language FROM contents WHERE language <> '' GROUP BY language ORDER BY count(*) DESC LIMIT 1`,
  );
  const [first = '', second = '', third = ''] = sampleWords(connection);
  connection.close();
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const folder = path.split('/').at(-2);
  return [
    'type:text,web,data,document',
    '-type:image',
    `ext:${ending}`,
    ...(folder === undefined ? [] : [`path:"${folder}"`, `in:"${folder}"`]),
    `modified:..${new Date(newest + DAY).getFullYear()}`,
    `date:..${new Date(newest + DAY).getFullYear()}`,
    `size:<${Math.ceil(size)}B`,
    ...(language === undefined ? [] : [`lang:${language}`]),
    ...(page === undefined || page === null ? [] : [`page:..${page}`]),
    `"${first} ${second}"`,
    `${first} NEAR/5 ${third}`,
    `(${first} OR ${second}) AND ${third}`,
    `${third.slice(0, 4)}*`,
    `-${first}${second}`,
    `-${first}`,
    `type:text,web,data,document "${first} ${second}" -zyzzyva`,
  ];
}

/** Three words side by side in some passage, plain letters all. */
function sampleWords(connection: ReadConnection): string[] {
  const texts = new TextReader(connection);
  const rows = connection
    .prepare<[], { id: number; length: number }>(
      'SELECT id, length FROM contents WHERE passages > 0 ORDER BY id LIMIT 500',
    )
    .all();
  for (const { id, length } of rows) {
    const words = texts.read(id, 0, Math.min(length, 4_000)).match(/[a-z]{4,} [a-z]{4,} [a-z]{4,}/g) ?? [];
    if (words.length > SAMPLE_WORDS / 4) return words[words.length >> 1]?.split(' ') ?? [];
  }
  return [];
}
