import { unitOf } from '../../../src-main/lib/vector.ts';
import {
  HEAVY_CODE_BYTES,
  HEAVY_CODE_VERSION,
  HeavyCoder,
} from '../../../src-main/embed/heavy/heavy-coder.ts';
import { HeavyModel } from '../../../src-main/embed/heavy/heavy-model.ts';
import { CodeScorer } from '../../../src-main/embed/light/code-distance.ts';
import type { InstalledModel } from '../../../src-main/engine/models.ts';
import { coarseCandidates } from '../../../src-main/search/coarse.ts';
import { readCodePages } from '../../../src-main/storage/code-pages.ts';
import { CodeScan } from '../../../src-main/storage/code-scan.ts';
import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import type { Row } from '../report.ts';

const NEAREST = 10;

/** Every stored vector, its lanes one after the other, with its passage. */
interface AllVectors {
  readonly passages: Int32Array;
  readonly lanes: Int8Array;
  /** One over each vector's length. */
  readonly scales: Float32Array;
}

/** Of the ten nearest by all heavy vectors, how many the heavy codes bring among their best `kept`. */
export async function measureCoarseRecall(
  connection: ReadConnection,
  heavy: InstalledModel,
  { queries, kept }: { readonly queries: readonly string[]; readonly kept: readonly number[] },
): Promise<Row[]> {
  const { dimensions } = heavy.manifest;
  const model = await HeavyModel.load(heavy.folder);
  const all = readVectors(connection, modelNumber(connection, heavy.key), dimensions);
  const resident = residentCodes(connection, modelNumber(connection, `${heavy.key}#${HEAVY_CODE_VERSION}`));
  const [coder, scan] = [new HeavyCoder(dimensions), new CodeScan(resident)];
  const most = Math.max(...kept);
  const met = kept.map(() => 0);
  for (const text of queries) {
    const vector = await model.embed(text);
    const projected = coder.project(vector);
    const query = { code: coder.codeOf(projected), scorer: new CodeScorer(projected, null) };
    const found = coarseCandidates(query, resident, scan, { limit: most, allowed: null });
    const places = new Map(found.map(({ passage }, place) => [passage, place]));
    const exact = nearest(all, unitOf(vector));
    kept.forEach((count, index) => {
      met[index] =
        (met[index] ?? 0) + exact.filter((passage) => (places.get(passage) ?? count) < count).length;
    });
  }
  await model.release();
  return kept.map((count, index): Row => {
    const value = (met[index] ?? 0) / (NEAREST * queries.length);
    const row: Row = { work: `coarse recall@10 of exact, k = ${count}`, value, unit: '', isQuality: true };
    return count === 200 ? { ...row, bound: { least: 0.99 } } : row;
  });
}

function modelNumber(connection: ReadConnection, name: string): number {
  return (
    connection.prepare<[string], { id: number }>('SELECT id FROM models WHERE name = ?').get(name)?.id ?? 0
  );
}

function residentCodes(connection: ReadConnection, model: number): ResidentCodes {
  const resident = ResidentCodes.ofWidth(HEAVY_CODE_BYTES);
  for (const { firstPassage, codes } of readCodePages(connection, model))
    resident.putPage(firstPassage, codes);
  return resident;
}

function readVectors(connection: ReadConnection, model: number, dimensions: number): AllVectors {
  const rows = connection
    .prepare<[number], { id: number; vector: Buffer }>(
      `SELECT passages.id, vector FROM vectors JOIN passages ON passages.hash = vectors.hash WHERE model = ?`,
    )
    .iterate(model);
  const count =
    connection.prepare<[], { count: number }>('SELECT count(*) AS count FROM passages').get()?.count ?? 0;
  const passages = new Int32Array(count);
  const lanes = new Int8Array(count * dimensions);
  const scales = new Float32Array(count);
  let place = 0;
  for (const { id, vector } of rows) {
    const values = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
    passages[place] = id;
    lanes.set(values, place * dimensions);
    scales[place] = 1 / Math.hypot(...values);
    place += 1;
  }
  return { passages: passages.subarray(0, place), lanes, scales };
}

/** The nearest passages by every vector: what all faster ways are held against. */
function nearest({ passages, lanes, scales }: AllVectors, query: Float32Array): number[] {
  const best: { passage: number; cosine: number }[] = [];
  for (let place = 0; place < passages.length; place += 1) {
    let sum = 0;
    const from = place * query.length;
    for (let lane = 0; lane < query.length; lane += 1) sum += query[lane]! * lanes[from + lane]!;
    const cosine = sum * (scales[place] ?? 0);
    if (best.length === NEAREST && cosine <= (best.at(-1)?.cosine ?? -1)) continue;
    best.push({ passage: passages[place] ?? 0, cosine });
    best.sort((left, right) => right.cosine - left.cosine);
    best.length = Math.min(best.length, NEAREST);
  }
  return best.map(({ passage }) => passage);
}
