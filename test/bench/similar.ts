import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { HeavyModel } from '../../src-main/embed/heavy/heavy-model.ts';
import { LightEmbedder } from '../../src-main/embed/light/light-embedder.ts';
import { loadLightModel } from '../../src-main/embed/light/light-model.ts';
import { Preparer } from '../../src-main/indexing/prepare.ts';
import { packageRoot } from '../../src-main/lib/entry.ts';
import { unitOf } from '../../src-main/lib/vector.ts';
import { embedLight, embedPassages } from './codes/embed.ts';
import { printRows, type Row } from './report.ts';
import { atScale } from './similar/at-scale.ts';
import { folderDocuments, joinedDocuments, type Passages } from './similar/documents.ts';
import { findPassages } from './similar/passages.ts';
import {
  byEncoding,
  byMean,
  byPassages,
  byProduct,
  halvesOf,
  type Finding,
  type Half,
  type Halves,
  type Split,
} from './similar/halves.ts';

/**
 * npm run bench:similar -- CORPORA [--parts halves,scale,passages] [--home DIR] [--library DIR] [--cache DIR] [--passages N] [--sets cranfield,cisi,scifact]: of documents cut in two halves each is asked
 * for its other half, by one vector of each document made in several ways. Heavy vectors are made of the first N passages
 * of a set and kept. The part `passages` takes the folder of an indexed library that nobody has open, and asks where passages of it stand.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parts: { type: 'string', default: 'halves,scale,passages' },
    home: { type: 'string' },
    library: { type: 'string' },
    cache: { type: 'string', default: join(tmpdir(), 'inkling-similar') },
    passages: { type: 'string', default: '1200' },
    sets: { type: 'string', default: 'cranfield,cisi,scifact' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(join(corpora, 'ir-cranfield'))) {
  process.stderr.write(
    'Give the folder that holds ir-cranfield, ir-cisi and ir-scifact; --home takes home/ unpacked.\n',
  );
  process.exit(2);
}

const FLOOR = 0.9;
const MOST_OF_HOME = 600;
const ENCODINGS = [
  { planes: 2, repetitions: 8, width: 1024 },
  { planes: 3, repetitions: 10, width: 2560 },
  { planes: 4, repetitions: 20, width: 5120 },
] as const;

const models = join(packageRoot(), 'resources/models');
const light = loadLightModel(join(models, 'inkling-light'));
const embedder = new LightEmbedder(light);
const preparer = new Preparer(light);
const heavy = await HeavyModel.load(join(models, 'minilm-l6-v2'));

const sets: [name: string, documents: Passages[], isJoined: boolean][] = values.sets
  .split(',')
  .filter((set) => set !== '')
  .map((set) => [`${set}, joined`, joinedDocuments(join(corpora, `ir-${set}`), preparer), true]);
if (values.home !== undefined)
  sets.push(['home', folderDocuments(values.home, preparer, MOST_OF_HOME), false]);

let isSound = true;
const parts = values.parts.split(',');
for (const [name, documents, isJoined] of parts.includes('halves') ? sets : []) {
  isSound = (await report(`${name}, light`, withLight(documents), isJoined, false)) && isSound;
  isSound = (await report(`${name}, heavy`, await withHeavy(sampled(documents)), isJoined, true)) && isSound;
}
if (parts.includes('scale')) isSound = printRows(await atScale()) && isSound;
if (parts.includes('passages') && values.library !== undefined)
  isSound = printRows(await findPassages(values.library)) && isSound;
process.exit(isSound ? 0 : 1);

/** Halves of joined records that follow each other hold other records: what they are asked for is not there. */
async function report(
  name: string,
  documents: readonly Half[],
  isJoined: boolean,
  isHeavy: boolean,
): Promise<boolean> {
  const splits: Split[] = isJoined ? ['odd and even'] : ['odd and even', 'first and second'];
  let holds = true;
  for (const split of splits) {
    process.stdout.write(`\n${name}: ${documents.length} documents, ${split} passages\n`);
    holds = printRows(await rowsOf(halvesOf(documents, split), isHeavy)) && holds;
  }
  return holds;
}

async function rowsOf(halves: Halves, isHeavy: boolean): Promise<Row[]> {
  const row = (work: string, { recall, bytes, milliseconds }: Finding, isChosen: boolean): Row => ({
    work: `${work}, ${bytes} bytes, ${milliseconds.toFixed(1)} ms: recall@10`,
    value: recall,
    unit: '',
    ...(isChosen && { bound: { least: FLOOR } }),
    isQuality: isHeavy,
  });
  return [
    row('mean', byMean(halves, false), false),
    row('mean, centred', byMean(halves, true), false),
    ...ENCODINGS.flatMap((options) =>
      [false, true].map((centred) =>
        row(
          `FDE ${options.planes} × ${options.repetitions}${centred ? ', centred' : ''}`,
          byEncoding(halves, { ...options, centred }),
          false,
        ),
      ),
    ),
    row('stored mean, centred', byProduct(halves), false),
    row('stored mean, then passages (chosen)', await byPassages(halves), true),
  ];
}

function withLight(documents: readonly Passages[]): Half[] {
  return documents.map((passages) => {
    const vectors = embedLight(light, passages);
    return { vectors, kept: { kind: 'codes', each: vectors.map((vector) => embedder.code(vector)) } };
  });
}

async function withHeavy(documents: readonly Passages[]): Promise<Half[]> {
  const vectors = await embedPassages(heavy, documents.flat(), values.cache);
  let next = 0;
  return documents.map((passages) => {
    const own = vectors.slice(next, (next += passages.length));
    return { vectors: own.map(unitOf), kept: { kind: 'vectors', each: own } };
  });
}

/** Whole documents until there are passages enough. */
function sampled(documents: readonly Passages[]): Passages[] {
  let passages = 0;
  return documents.filter(({ length }) => (passages += length) <= Number(values.passages));
}
