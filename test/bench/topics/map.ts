import { DocumentMean } from '../../../src-main/lib/document-mean.ts';
import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { lightEmbedding } from '../../../src-main/embed/light/light-embedding.ts';
import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import type { LabelledSet } from '../../../src-main/engine/labelled-set.ts';
import { packageRoot } from '../../../src-main/lib/entry.ts';
import type { StoredDocumentVectors } from '../../../src-main/storage/document-vectors.ts';
import type { MadePoints } from '../../../src-main/storage/map-points.ts';
import type { Plane } from '../../../src-main/topics/map/plane.ts';
import { principalPlane } from '../../../src-main/topics/map/principal-plane.ts';
import { keptAfter, madeOf, NO_MAP } from '../../helpers/map-vectors.ts';
import { randomly, rowsAround } from '../../helpers/random-vectors.ts';
import type { Row } from '../report.ts';
import { keptNeighbours } from './kept-neighbours.ts';

const LIGHT = 256;
const SOME = 16_000;
const MANY = 100_000;
const SUBJECTS = 50;
/** Came since the map was made. */
const ADDED = 100;

/**
 * How long the map takes of real documents by light meaning, and of many made ones; and how many of the ten nearest in
 * meaning are among the ten nearest on it, where the two widest directions alone are the floor.
 */
export function measureMap(set: LabelledSet): Row[] {
  return [...measureReal(set), ...measureMade()];
}

function measureReal(set: LabelledSet): Row[] {
  const vectors = vectorsOf(rowsOf(set.records.slice(0, SOME).map(({ text }) => text)));
  const { seconds, made } = timed(() => madeOf(vectors)!);
  const space = new DocumentSpace({ dimensions: LIGHT, rows: vectors.light });
  const map = keptNeighbours(space, planeOf(made));
  const floor = keptNeighbours(space, principalPlane(space));
  const count = vectors.contents.length.toLocaleString('en');
  return [
    row(`map of ${count} documents of 20 Newsgroups`, seconds, 's'),
    { ...quality('ten nearest kept: map', map.kept), bound: { least: floor.kept } },
    quality('ten nearest kept: two widest directions', floor.kept),
    { ...quality('trustworthiness (k = 10): map', map.trust), bound: { least: floor.trust } },
    quality('trustworthiness (k = 10): two widest directions', floor.trust),
  ];
}

function measureMade(): Row[] {
  const next = randomly(1);
  const middles = Array.from({ length: SUBJECTS }, () => Array.from({ length: LIGHT }, next));
  const rows = rowsAround(middles, { each: (MANY + ADDED) / SUBJECTS, spread: 2, seed: 1 });
  const whole = timed(() => madeOf(vectorsOf(rows.slice(0, MANY * LIGHT)))!);
  const stored = keptAfter(NO_MAP, whole.made);
  const added = timed(() => madeOf(vectorsOf(rows), stored)!);
  return [
    row(`map of ${MANY.toLocaleString('en')} made documents`, whole.seconds, 's'),
    row(`${added.made.contents.length} more placed on it`, added.seconds, 's'),
  ];
}

function vectorsOf(light: Int8Array): StoredDocumentVectors {
  const count = light.length / LIGHT;
  return {
    contents: Uint32Array.from({ length: count }, (_, place) => place + 1),
    light,
    heavy: new Int8Array(0),
    heavyRow: new Int32Array(count).fill(-1),
  };
}

function rowsOf(texts: readonly string[]): Int8Array {
  const embed = lightEmbedding(loadLightModel(`${packageRoot()}/resources/models/inkling-light`));
  const rows = new Int8Array(texts.length * LIGHT);
  texts.forEach((text, place) => {
    const mean = new DocumentMean(LIGHT);
    mean.add(embed(text));
    rows.set(mean.rounded(), place * LIGHT);
  });
  return rows;
}

/** Places in the order of contents. */
function planeOf({ contents, x, y }: MadePoints): Plane {
  const plane = new Float64Array(2 * contents.length);
  contents.forEach((content, at) => plane.set([x[at]!, y[at]!], 2 * (content - 1)));
  return plane;
}

function timed<Made>(make: () => Made): { seconds: number; made: Made } {
  const started = performance.now();
  const made = make();
  return { seconds: (performance.now() - started) / 1_000, made };
}

function row(work: string, value: number, unit: string): Row {
  return { work, value, unit, isQuality: false };
}

function quality(work: string, value: number): Row {
  return { work, value, unit: '', isQuality: true };
}
