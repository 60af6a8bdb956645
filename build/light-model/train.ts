/**
 * Makes the light model: `node build/light-model/train.ts --cache FOLDER [--refuse CORPORA]…`. Needs apt and a Debian
 * mirror for the text; everything fetched, unpacked and embedded by the teacher stays in the cache folder.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fitLightTable } from './fit.ts';
import { dot, joinRows, type Matrix } from './matrix.ts';
import { embedAll, meanCosine, measureSpeed, neighbourRecall } from './measure.ts';
import { meanRow } from './projection.ts';
import { quantiseTable, restoreTable } from './quantise.ts';
import { embedByTeacher } from './teacher.ts';
import { gatherTrainingText } from './training-text.ts';
import { loadTeacherTokenizer } from './vocabulary.ts';
import { writeModel } from './write-model.ts';

const SNIPPETS = 100_000;
const models = join(import.meta.dirname, '../../resources/models');
const teacherDirectory = join(models, 'minilm-l6-v2');
const directory = join(models, 'inkling-light');

const { values } = parseArgs({
  options: { cache: { type: 'string' }, refuse: { type: 'string', multiple: true } },
});
if (values.cache === undefined) throw new Error('--cache FOLDER is missing: where text and vectors are kept');

const { cache, refuse = [] } = values;

const tokenizer = loadTeacherTokenizer(teacherDirectory);
const text = gatherTrainingText(cache, { refuse, count: SNIPPETS, words: tokenizer.words });
const encode = (snippets: readonly string[]): Uint16Array[] =>
  snippets.map((snippet) => tokenizer.encode(snippet));
const running = encode(text.snippets.training);
const rare = encode(text.snippets.rare);
const heldOut = encode(text.snippets.heldOut);
const training = [...running, ...rare];
console.log(
  `${running.length} snippets and ${rare.length} for rare words to learn from, ${heldOut.length} held out`,
);

const embed = (sequences: readonly Uint16Array[]): Promise<Matrix> =>
  embedByTeacher(sequences, teacherDirectory, cache);
const teacher = {
  pieces: await embed(tokenizer.pieces),
  training: joinRows(await embed(running), await embed(rare)),
  heldOut: await embed(heldOut),
};
const fitted = fitLightTable(teacher, training);
const quantised = quantiseTable(fitted.table);
const restored = restoreTable(quantised);
const centre = meanRow(embedAll(restored, training));
writeModel(directory, teacherDirectory, { quantised, centre, sources: text.sources });

console.log(
  `cosine to the teacher, held out: before ${meanCosine(fitted.start, heldOut, fitted.heldOut).toFixed(4)}`,
);
console.log(`  after ${meanCosine(fitted.table, heldOut, fitted.heldOut).toFixed(4)}`);
console.log(`  in int8 ${meanCosine(restored, heldOut, fitted.heldOut).toFixed(4)}`);
const vectors = embedAll(restored, heldOut);
const recall = neighbourRecall(teacher.heldOut, (query, other) =>
  dot(vectors.row(query), vectors.row(other)),
);
console.log(`the teacher's ten nearest among fifty: ${recall.toFixed(3)}`);
const speed = measureSpeed(directory, text.snippets.training.join('\n'));
console.log(`${(speed / 1e6).toFixed(1)} million tokens a second`);
