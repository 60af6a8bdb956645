import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { HEAVY_CODE_BYTES, HEAVY_CODE_VERSION } from '../../../src-main/embed/heavy/heavy-coder.ts';
import { InferencePool } from '../../../src-main/embed/heavy/inference-pool.ts';
import { codeMaker } from '../../../src-main/engine/heavy-codecs.ts';
import { chooseHeavyModel, lightModel, type InstalledModel } from '../../../src-main/engine/models.ts';
import { passageEmbeddedText } from '../../../src-main/storage/embedded-passage.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { quantise } from '../../../src-main/embed/heavy/heavy-model.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { readCodePages } from '../../../src-main/storage/code-pages.ts';
import { CodeScan } from '../../../src-main/storage/code-scan.ts';
import { findModel } from '../../../src-main/storage/models.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { TextReader } from '../../../src-main/storage/text-blocks.ts';
import { DrawnPool, nearestCosines } from '../codes/drawn-pool.ts';
import { Products, type Matrix } from '../codes/products.ts';
import { unitRows } from '../codes/projection.ts';
import { below, seededRandom } from '../../helpers/random.ts';

/** Passages of whole documents, so that a passage's neighbours are among them as they are in a library. */
const SAMPLE = 6_000;
const SEED = 11;
const WRITTEN_AT_ONCE = 20_000;

interface Places {
  readonly home: string;
  readonly library: string;
  readonly cache: string;
}

/**
 * Gives every passage of a library a heavy vector drawn around that of the real passage that is nearest to it in light
 * meaning: what the two meanings have in common, drawn passages have in common, too.
 */
export async function storeVectors(places: Places, tell: (text: string) => void): Promise<void> {
  const { heavy } = await chooseHeavyModel(join(places.library, 'models'));
  const sample = samplePassages(places.home);
  const real = await realVectors(places, heavy, { sample, tell });
  tell('Comparing real vectors …');
  const pool = new DrawnPool(real, nearestCosines(await Products.load(), real, real));
  const passages = allPassages(places.library);
  const centres = nearestInLight(places, sample);
  const writer = openWriter(places.library, heavy);
  writer.dropModel({ name: heavy.key });
  for (let from = 0; from < passages.length; from += WRITTEN_AT_ONCE) {
    tell(`Vectors, ${from} of ${passages.length} …`);
    const chunk = passages.slice(from, from + WRITTEN_AT_ONCE);
    const { values, columns } = pool.drawAround(chunk.map(({ id }) => centres(id)));
    const vectors = chunk.map(({ id, hash }, place) => ({
      passage: id,
      hash,
      vector: quantise(values.subarray(place * columns, (place + 1) * columns)),
    }));
    writer.keepVectors({ vectors });
  }
  writer.close();
}

function openWriter(library: string, heavy: InstalledModel): LibraryWriter {
  return new LibraryWriter({
    file: join(library, 'index.db'),
    lightModel: lightModel().key,
    heavy: {
      model: heavy.key,
      code: `${heavy.key}#${HEAVY_CODE_VERSION}`,
      maker: codeMaker(heavy.manifest.dimensions),
    },
    heavyCodeBytes: HEAVY_CODE_BYTES,
  });
}

/** Codes as an engine makes them of stored vectors in the background: by what it learns of all of them. */
export async function fitCodes(library: string, tell: (text: string) => void): Promise<void> {
  const { heavy } = await chooseHeavyModel(join(library, 'models'));
  const writer = openWriter(library, heavy);
  writer.loadHeavyCodes();
  for (let pages = 1; writer.recode(); pages += 1) if (pages % 100 === 0) tell(`Codes, page ${pages} …`);
  for (let pages = 1; writer.refit(); pages += 1)
    if (pages % 100 === 0) tell(`Fitted codes, page ${pages} …`);
  writer.close();
}

/** In order of id, as a library is deepened. */
function allPassages(library: string): { id: number; hash: Buffer }[] {
  const connection = openForReading(join(library, 'index.db'));
  try {
    return connection
      .prepare<[], { id: number; hash: Buffer }>('SELECT id, hash FROM passages ORDER BY id')
      .all();
  } finally {
    connection.close();
  }
}

/** Unit vectors of a sample of real passages, kept in a file. */
async function realVectors(
  { cache }: Places,
  { folder, manifest }: InstalledModel,
  { sample, tell }: { readonly sample: readonly SamplePassage[]; readonly tell: (text: string) => void },
): Promise<Matrix> {
  const file = join(cache, 'real-vectors.i8');
  if (!existsSync(file)) {
    const inference = new InferencePool({
      spawn: spawnChild,
      modelFolder: folder,
      processes: 2,
      background: 2,
    });
    let done = 0;
    const made = sample.map(async ({ text }, _, { length }) => {
      const vector = await inference.embed(text, 'background');
      done += 1;
      if (done % 500 === 0) tell(`Real vectors, ${done} of ${length} …`);
      return Buffer.from(vector);
    });
    writeFileSync(file, Buffer.concat(await Promise.all(made)));
    await inference.close();
  }
  const lanes = new Int8Array(readFileSync(file));
  const { dimensions } = manifest;
  return unitRows(
    Array.from({ length: lanes.length / dimensions }, (_, place) =>
      lanes.subarray(place * dimensions, (place + 1) * dimensions),
    ),
  );
}

interface SamplePassage {
  readonly id: number;
  /** As it is embedded. */
  readonly text: string;
}

/** Of each passage of the library which of the sample's is nearest to it by light codes. */
function nearestInLight(
  { home, library }: Places,
  sample: readonly SamplePassage[],
): (passage: number) => number {
  const [homes, all] = [lightCodes(home), lightCodes(library)];
  const sampled = new ResidentCodes();
  sample.forEach(({ id }, place) => {
    sampled.put(place, homes.codes.slice(id * homes.width, (id + 1) * homes.width));
  });
  const scan = new CodeScan(sampled);
  return (passage) => {
    const code = all.codes.slice(passage * all.width, (passage + 1) * all.width);
    const near = scan.nearest(code, 1, null);
    // Of several that are as near each has its turn.
    return near[passage % near.length] ?? 0;
  };
}

function lightCodes(library: string): ResidentCodes {
  const connection = openForReading(join(library, 'index.db'));
  const codes = new ResidentCodes();
  for (const page of readCodePages(connection, findModel(connection, lightModel().key)))
    codes.putPage(page.firstPassage, page.codes);
  connection.close();
  return codes;
}

/** Passages of documents drawn by chance. */
function samplePassages(home: string): SamplePassage[] {
  const connection = openForReading(join(home, 'index.db'));
  try {
    const texts = new TextReader(connection);
    const contents = connection
      .prepare<[], { id: number; title: string | null; first: number; passages: number }>(
        'SELECT id, title, first_passage AS first, passages FROM contents WHERE passages > 0 AND data_like = 0 ORDER BY id',
      )
      .all();
    const passagesOf = connection.prepare<
      [number, number],
      { id: number; heading: string | null; start: number; length: number }
    >('SELECT id, heading, start, length FROM passages WHERE id >= ? AND id < ? ORDER BY id');
    const random = seededRandom(SEED);
    const sample: SamplePassage[] = [];
    while (sample.length < SAMPLE && contents.length > 0) {
      const [content] = contents.splice(below(contents.length, random), 1);
      if (content === undefined) break;
      for (const row of passagesOf.all(content.first, content.first + content.passages))
        sample.push({
          id: row.id,
          text: passageEmbeddedText(
            { ...row, title: content.title },
            texts.read(content.id, row.start, row.length),
          ),
        });
    }
    return sample.slice(0, SAMPLE);
  } finally {
    connection.close();
  }
}
