import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { CodeLikeness } from '../../../src-main/similar/code-likeness.ts';
import type { PassageRun } from '../../../src-main/similar/likeness.ts';
import { VectorLikeness } from '../../../src-main/similar/vector-likeness.ts';
import { CODE_BYTES } from '../../../src-main/storage/content.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { below, seededRandom } from '../../helpers/random.ts';
import { vectorLibrary } from '../../helpers/vector-library.ts';
import type { Row } from '../report.ts';

const DOCUMENTS = 100_000;
const PASSAGES = 10;
const DIMENSIONS = 384;
const COMPARED = 200;
const QUESTIONS = 20;
/** Of documents as long as are compared there are fewer in as many passages. */
const LONG = 48;

/** What a question costs among 100,000 documents of ten passages each, whatever they say. */
export async function atScale(): Promise<Row[]> {
  const random = seededRandom(7);
  const rows = new Int8Array(DOCUMENTS * DIMENSIONS);
  for (let at = 0; at < rows.length; at += 1) rows[at] = Math.floor(random() * 255) - 127;
  const rowFrom = (at: number): Int8Array => rows.subarray(at, at + DIMENSIONS);
  const { nearest, scan } = scanned(rows);
  const codes = new CodeLikeness(madeCodes(random));
  // A passage's vector begins anywhere in what was drawn.
  const starts = Uint32Array.from({ length: DOCUMENTS * PASSAGES }, () =>
    below(rows.length - DIMENSIONS, random),
  );
  await using library = await vectorLibrary(starts.length, (passage) => rowFrom(starts[passage]!));
  const vectors = new VectorLikeness(library);
  const byVectors = (left: PassageRun, rights: readonly PassageRun[]) =>
    library.connection.snapshot(() => rights.map(vectors.with(left)));
  const row = (work: string, times: readonly number[]): Row => ({
    work: `${work}, p50`,
    value: quantile(times, 0.5),
    unit: 'ms',
    isQuality: false,
  });
  process.stdout.write('\n');
  return [
    row('100,000 documents: nearest by their vectors', scan),
    row(
      '200 of them compared by light codes of passages',
      timed(nearest, PASSAGES, (left, rights) => rights.map((right) => codes.between(left, right))),
    ),
    row('200 of them compared by stored vectors of passages', timed(nearest, PASSAGES, byVectors)),
    row('the same of 48 passages each', timed(nearest, LONG, byVectors)),
  ];
}

/** For each question the rows nearest, and milliseconds. */
function scanned(rows: Int8Array): { nearest: number[][]; scan: number[] } {
  const space = new DocumentSpace({ dimensions: DIMENSIONS, rows });
  const scan: number[] = [];
  const nearest = Array.from({ length: QUESTIONS }, (_, asking) => {
    const started = performance.now();
    const scores = space.scores(space.centred(rows.subarray(asking * DIMENSIONS, (asking + 1) * DIMENSIONS)));
    const least = scores.toSorted().at(-COMPARED)!;
    const found = Array.from(scores.keys()).filter((row) => scores[row]! >= least);
    scan.push(performance.now() - started);
    return found;
  });
  return { nearest, scan };
}

function madeCodes(random: () => number): ResidentCodes {
  const codes = new ResidentCodes();
  codes.put(
    0,
    Uint8Array.from({ length: DOCUMENTS * PASSAGES * CODE_BYTES }, () => below(256, random)),
  );
  return codes;
}

/** Milliseconds of each question; documents follow each other, of so many passages. */
function timed(
  nearest: readonly (readonly number[])[],
  passages: number,
  compare: (left: PassageRun, rights: readonly PassageRun[]) => unknown,
): number[] {
  const documents = Math.floor((DOCUMENTS * PASSAGES) / passages);
  const runOf = (row: number): PassageRun => ({ first: (row % documents) * passages, count: passages });
  return nearest.map((found, asking) => {
    const started = performance.now();
    compare(runOf(asking), found.map(runOf));
    return performance.now() - started;
  });
}
