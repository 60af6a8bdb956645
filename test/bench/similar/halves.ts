import { DocumentMean } from '../../../src-main/lib/document-mean.ts';
import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { addTo, innerProduct, unit } from '../../../src-main/lib/vector.ts';
import { CodeLikeness } from '../../../src-main/similar/code-likeness.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { FixedEncoding } from './fixed-encoding.ts';

/** Passages of half a document: unit vectors and codes. */
export interface Half {
  readonly vectors: readonly Float32Array[];
  readonly codes: readonly Uint8Array[];
}

/** Documents cut in two: halves 2n and 2n + 1 belong together. */
export type Halves = readonly Half[];

/** What a way to compare costs and finds. */
export interface Finding {
  /** Of all halves the share whose other half is among the ten most similar of all others. */
  readonly recall: number;
  /** For each document. */
  readonly bytes: number;
  /** For each question, of as many halves as there are. */
  readonly milliseconds: number;
}

const DEPTH = 10;
/** Documents the product compares passage by passage. */
const CLOSELY = 200;

export type Split = 'odd and even' | 'first and second';

export function halvesOf(documents: readonly Half[], split: Split): Half[] {
  return documents.flatMap(({ vectors, codes }) => {
    const isFirst = (at: number): boolean =>
      split === 'odd and even' ? at % 2 === 0 : at < vectors.length / 2;
    return [true, false].map((first) => ({
      vectors: vectors.filter((_, at) => isFirst(at) === first),
      codes: codes.filter((_, at) => isFirst(at) === first),
    }));
  });
}

/** The plain mean of a half's passages; centred: away from what all halves share. */
export function byMean(halves: Halves, centred: boolean): Finding {
  const means = halves.map(({ vectors }) =>
    unit(vectors.reduce((sum, vector) => addTo(sum, vector), zeros(halves))),
  );
  const rows = centred ? away(means) : means;
  return measured(rows.length, rows[0]!.length, (asking) =>
    rows.map((row) => innerProduct(row, rows[asking]!)),
  );
}

export function byEncoding(
  halves: Halves,
  options: { planes: number; repetitions: number; width: number; centred: boolean },
): Finding {
  const all = options.centred ? centredPassages(halves) : halves.map(({ vectors }) => vectors);
  const encoding = new FixedEncoding({ dimensions: zeros(halves).length, ...options });
  const documents = all.map((vectors) => encoding.document(vectors));
  return measured(all.length, encoding.width, (asking) => {
    const query = encoding.query(all[asking]!);
    return documents.map((document) => innerProduct(document, query));
  });
}

/** As the product does: its own means and space, and with `closely` codes compared of the nearest. */
export function byProduct(halves: Halves, closely: boolean): Finding {
  const dimensions = zeros(halves).length;
  const rows = new Int8Array(halves.length * dimensions);
  const width = halves[0]!.codes[0]!.length;
  const codes = ResidentCodes.ofWidth(width);
  const runs: { first: number; count: number }[] = [];
  let next = 0;
  halves.forEach((half, place) => {
    const mean = new DocumentMean(dimensions);
    for (const vector of half.vectors) mean.add(vector);
    rows.set(mean.rounded(), place * dimensions);
    codes.put(next, Buffer.concat(half.codes));
    runs.push({ first: next, count: half.codes.length });
    next += half.codes.length;
  });
  const space = new DocumentSpace({ dimensions, rows });
  const likeness = new CodeLikeness(codes);
  return measured(halves.length, dimensions, (asking) => {
    const scores = Array.from(
      space.scores(space.centred(rows.subarray(asking * dimensions, (asking + 1) * dimensions))),
    );
    if (!closely) return scores;
    const order = [...scores.keys()]
      .filter((at) => at !== asking)
      .sort((left, right) => scores[right]! - scores[left]!);
    // Whoever is not compared closely stays behind all who are.
    const close = scores.map((score) => score - 10);
    for (const at of order.slice(0, CLOSELY)) close[at] = likeness.between(runs[asking]!, runs[at]!).score;
    return close;
  });
}

function measured(count: number, bytes: number, scoresFor: (asking: number) => readonly number[]): Finding {
  let found = 0;
  const started = performance.now();
  for (let asking = 0; asking < count; asking += 1) {
    const scores = scoresFor(asking);
    const other = scores[asking ^ 1]!;
    const before = scores.filter((score, at) => at !== asking && score > other).length;
    if (before < DEPTH) found += 1;
  }
  return { recall: found / count, bytes, milliseconds: (performance.now() - started) / count };
}

function centredPassages(halves: Halves): Float32Array[][] {
  const means = halves.map(({ vectors }) =>
    unit(vectors.reduce((sum, vector) => addTo(sum, vector), zeros(halves))),
  );
  const centre = meanOf(means);
  return halves.map(({ vectors }) =>
    vectors.map((vector) => unit(vector.map((value, lane) => value - centre[lane]!))),
  );
}

function away(rows: readonly Float32Array[]): Float32Array[] {
  const centre = meanOf(rows);
  return rows.map((row) => unit(row.map((value, lane) => value - centre[lane]!)));
}

function meanOf(rows: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(rows[0]!.length);
  for (const row of rows) addTo(sum, row, 1 / rows.length);
  return sum;
}

function zeros(halves: Halves): Float32Array {
  return new Float32Array(halves[0]!.vectors[0]!.length);
}
