import { unitOf } from '../../../src-main/lib/vector.ts';
import { HEAVY_CODE_BYTES, HEAVY_CODE_VERSION } from '../../../src-main/embed/heavy/heavy-coder.ts';
import { HeavyModel } from '../../../src-main/embed/heavy/heavy-model.ts';
import { codecsOf } from '../../../src-main/engine/heavy-codecs.ts';
import type { InstalledModel } from '../../../src-main/engine/models.ts';
import { CodedSpace } from '../../../src-main/search/coded-space.ts';
import { codeName, readFits } from '../../../src-main/storage/code-fits.ts';
import { readCodePages } from '../../../src-main/storage/code-pages.ts';
import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { findModel } from '../../../src-main/storage/models.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import type { Row } from '../report.ts';

const NEAREST = 10;

export interface RecallOptions {
  readonly queries: readonly string[];
  /** What they are. */
  readonly of: string;
  readonly kept: readonly number[];
}

/** Every stored vector, its lanes one after the other, with its passage. */
interface AllVectors {
  readonly passages: Int32Array;
  readonly lanes: Int8Array;
  /** One over each vector's length. */
  readonly scales: Float32Array;
}

/** Of the ten nearest by all heavy vectors, how many codes bring among their best `kept`. */
export async function measureCoarseRecall(
  connection: ReadConnection,
  { light, heavy }: { readonly light: InstalledModel; readonly heavy: InstalledModel },
  { queries, kept, of }: RecallOptions,
): Promise<Row[]> {
  const { dimensions } = heavy.manifest;
  const model = await HeavyModel.load(heavy.folder);
  const vectorModel = findModel(connection, heavy.key);
  const all = readVectors(connection, vectorModel, dimensions);
  const space = {
    vectorModel,
    resident: heavyCodes(connection, heavy.key),
    codecOf: codecsOf(connection, vectorModel, dimensions),
  };
  const coded = new CodedSpace(space, loaded(connection, light.key, new ResidentCodes()), 0);
  const most = Math.max(...kept);
  const met = kept.map(() => 0);
  for (const text of queries) {
    const vector = await model.embed(text);
    const { passages } = coded.ask(vector, { limit: most, allowed: null });
    const places = new Map(passages.map((passage, place) => [passage, place]));
    const exact = nearest(all, unitOf(vector));
    kept.forEach((count, index) => {
      met[index] =
        (met[index] ?? 0) + exact.filter((passage) => (places.get(passage) ?? count) < count).length;
    });
  }
  await model.release();
  return kept.map((count, index): Row => {
    const value = (met[index] ?? 0) / (NEAREST * queries.length);
    const work = `coarse recall@10 of exact, ${queries.length} ${of}, k = ${count}`;
    const row: Row = { work, value, unit: '', isQuality: true };
    return count === 200 ? { ...row, bound: { least: 0.99 } } : row;
  });
}

/** The codes that stand, of whichever edition. */
function heavyCodes(connection: ReadConnection, key: string): ResidentCodes {
  const edition = readFits(connection, findModel(connection, key)).current?.edition ?? 0;
  const resident = ResidentCodes.ofWidth(HEAVY_CODE_BYTES);
  resident.turn(edition);
  return loaded(connection, codeName(`${key}#${HEAVY_CODE_VERSION}`, edition), resident);
}

function loaded(connection: ReadConnection, name: string, resident: ResidentCodes): ResidentCodes {
  for (const { firstPassage, codes } of readCodePages(connection, findModel(connection, name)))
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
