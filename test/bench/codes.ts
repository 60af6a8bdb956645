import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { quantile } from '../../src-main/engine/evaluation-measures.ts';
import { loadVectors } from './codes/load-vectors.ts';
import { drawLargePool } from './codes/large-pool.ts';
import {
  measureCodes,
  measureMethod,
  poolOf,
  type Measured,
  type Method,
  type Pool,
} from './codes/measure.ts';
import * as methods from './codes/methods.ts';
import { Products, rowsOf } from './codes/products.ts';
import { everySecond } from './codes/projection.ts';
import { printHead, printMethod, shortlistRecall } from './codes/table.ts';
import { unionRecall } from './codes/union.ts';
import { printRows, type Row } from './report.ts';

/** The code that is kept of a heavy vector; with the light code's 32 bytes at most 80 bytes a passage. */
const KEPT_BITS = 384;
/** Candidates a search takes of each signal. */
const CANDIDATES = 200;
const LEAST_RECALL = 0.99;

/** npm run bench:codes -- CORPORA [--cache FOLDER] [--fits] [--pool COUNT]: what codes of how many bytes find of what exact search finds. */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cache: { type: 'string', default: join(tmpdir(), 'inkling-bench-codes') },
    fits: { type: 'boolean', default: false },
    pool: { type: 'string', default: '0' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(corpora)) {
  process.stderr.write('Give the folder that holds ir-scifact, ir-cranfield and ir-cisi.\n');
  process.exit(2);
}
const products = await Products.load();
const { heavy, light, lightCentre } = await loadVectors(corpora, options.cache);
const heavyPool = poolOf(products, heavy.passages, heavy.queries);
const lightPool = poolOf(products, light.passages, light.queries);
const dimensions = heavy.passages.columns;

printHead(`Heavy vectors, ${told(heavyPool)}`);
const heavyCodes = await table(heavyPool, [
  ...methods.fixedSigns(dimensions, methods.BIT_COUNTS),
  ...methods.centredSigns(heavy.passages, methods.BIT_COUNTS),
  ...methods.fixedLevels(dimensions, methods.LEVEL_SIZES),
]);
printHead(`Light vectors, ${told(lightPool)}`);
const lightCodes = await table(lightPool, [
  ...methods.axisSigns(lightCentre, [256, 192, 128, 64]),
  ...methods.fixedSigns(lightCentre.length, [256, 128]),
  ...methods.fixedLevels(lightCentre.length, [[2, 128]]),
]);
if (options.fits) await compareFits();
if (Number(options.pool) > 0) await compareLargePool(Number(options.pool));
process.exit(printRows(floors()) ? 0 : 1);

function told({ vectors, queries }: Pool): string {
  return `recall@10 of exact search over ${rowsOf(vectors)} passages, ${rowsOf(queries)} queries`;
}

async function table(pool: Pool, compared: Iterable<Method>): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const method of compared) {
    const measured = await measureMethod(products, method, pool);
    printMethod(measured);
    rows.push(measured);
  }
  return rows;
}

/** What a fit sees is no part of what it is measured on: every second passage each. */
async function compareFits(): Promise<void> {
  for (const [name, { passages, queries }, counts] of [
    ['Heavy', heavy, methods.BIT_COUNTS],
    ['Light', light, [128, 256]],
  ] as const) {
    const fitted = everySecond(passages, 0);
    const pool = poolOf(products, everySecond(passages, 1), queries);
    printHead(`${name} vectors, fitted on the other half: ${told(pool)}`);
    await table(pool, methods.fixedSigns(passages.columns, counts));
    await table(pool, methods.centredSigns(fitted, counts));
    await table(pool, methods.fittedSigns(products, fitted, counts));
  }
}

/** How recall falls as a library grows: the real passages among very many drawn ones. */
async function compareLargePool(count: number): Promise<void> {
  const compared = methods.fixedSigns(dimensions, [256, KEPT_BITS]);
  process.stderr.write(`Drawing ${count} passages …\n`);
  const pool = drawLargePool(products, heavyPool, { methods: compared, count });
  const { real, drawn } = pool.nearness;
  for (const [name, cosines] of [
    ['real', real],
    ['drawn', drawn],
  ] as const) {
    const shares = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => quantile([...cosines], share).toFixed(3));
    process.stdout.write(
      `\nCosine of a ${name} passage to its nearest, tenth to nine tenths: ${shares.join(' ')}`,
    );
  }
  printHead(
    `Heavy vectors, recall@10 of exact search over ${count} passages, ${rowsOf(pool.queries)} queries`,
  );
  for (const [method, codes] of pool.codes)
    printMethod(await measureCodes(products, { method, codes, queries: pool.queries, exact: pool.exact }));
}

/** The first light code is the one that is kept, and so is the first heavy one of so many bits. */
function floors(): Row[] {
  const [kept] = lightCodes;
  return heavyCodes.slice(0, methods.BIT_COUNTS.length).flatMap((measured) => {
    const { lanes } = measured.codes;
    const alone = {
      work: `heavy code of ${lanes} bits recall@10 at ${CANDIDATES}`,
      value: shortlistRecall(measured, CANDIDATES),
      unit: '',
      isQuality: true,
    };
    const joined = {
      work: `with as many by light code`,
      value: kept === undefined ? 0 : unionRecall(heavyPool, [kept, measured], CANDIDATES),
      unit: '',
      isQuality: true,
    };
    return [lanes === KEPT_BITS ? { ...alone, bound: { least: LEAST_RECALL } } : alone, joined];
  });
}
