import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { CodeLikeness } from '../../../src-main/similar/code-likeness.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { seededRandom } from '../../helpers/random.ts';
import type { Row } from '../report.ts';

const DOCUMENTS = 100_000;
const PASSAGES = 10;
const DIMENSIONS = 384;
const CODE_BYTES = 48;
const COMPARED = 200;
const QUESTIONS = 20;

/** What a question costs among 100,000 documents of ten passages each, whatever they say. */
export function atScale(): Row[] {
  const random = seededRandom(7);
  const rows = new Int8Array(DOCUMENTS * DIMENSIONS);
  for (let at = 0; at < rows.length; at += 1) rows[at] = Math.floor(random() * 255) - 127;
  const made = new Uint8Array(DOCUMENTS * PASSAGES * CODE_BYTES);
  for (let at = 0; at < made.length; at += 1) made[at] = Math.floor(random() * 256);
  const codes = ResidentCodes.ofWidth(CODE_BYTES);
  codes.put(0, made);
  const space = new DocumentSpace({ dimensions: DIMENSIONS, rows });
  const likeness = new CodeLikeness(codes);
  const scan: number[] = [];
  const closely: number[] = [];
  for (let asking = 0; asking < QUESTIONS; asking += 1) {
    const started = performance.now();
    const scores = space.scores(space.centred(rows.subarray(asking * DIMENSIONS, (asking + 1) * DIMENSIONS)));
    const least = scores.toSorted().at(-COMPARED)!;
    const nearest = Array.from(scores.keys()).filter((row) => scores[row]! >= least);
    const middle = performance.now();
    for (const row of nearest)
      likeness.between(
        { first: asking * PASSAGES, count: PASSAGES },
        { first: row * PASSAGES, count: PASSAGES },
      );
    scan.push(middle - started);
    closely.push(performance.now() - middle);
  }
  process.stdout.write('\n');
  return [
    {
      work: '100,000 documents: nearest by their vectors, p50',
      value: quantile(scan, 0.5),
      unit: 'ms',
      isQuality: false,
    },
    {
      work: '200 of them compared by passages, p50',
      value: quantile(closely, 0.5),
      unit: 'ms',
      isQuality: false,
    },
  ];
}
