import { DocumentMean } from '../../../src-main/lib/document-mean.ts';
import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { addTo, innerProduct, unit } from '../../../src-main/lib/vector.ts';
import { CodeLikeness } from '../../../src-main/similar/code-likeness.ts';
import type { Likeness, PassageRun } from '../../../src-main/similar/likeness.ts';
import { VectorLikeness } from '../../../src-main/similar/vector-likeness.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { vectorLibrary } from '../../helpers/vector-library.ts';
import { FixedEncoding } from './fixed-encoding.ts';

/** What a library keeps of passages, by which they are compared: light codes in memory, or heavy vectors on the disk. */
export type Kept =
  | { readonly kind: 'codes'; readonly each: readonly Uint8Array[] }
  | { readonly kind: 'vectors'; readonly each: readonly Int8Array[] };

/** Passages of half a document: unit vectors, and what is kept of them. */
export interface Half {
  readonly vectors: readonly Float32Array[];
  readonly kept: Kept;
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
  return documents.flatMap(({ vectors, kept }) =>
    [true, false].map((first) => {
      const isOf = (_: unknown, at: number): boolean =>
        (split === 'odd and even' ? at % 2 === 0 : at < vectors.length / 2) === first;
      return {
        vectors: vectors.filter(isOf),
        kept:
          kept.kind === 'codes'
            ? { kind: kept.kind, each: kept.each.filter(isOf) }
            : { kind: kept.kind, each: kept.each.filter(isOf) },
      };
    }),
  );
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

/** As the product does: its own means and space. */
export function byProduct(halves: Halves): Finding {
  const { scoresFor, dimensions } = spaceOf(halves);
  return measured(halves.length, dimensions, scoresFor);
}

/** The same, with the passages of the nearest compared. */
export async function byPassages(halves: Halves): Promise<Finding> {
  const { scoresFor, dimensions } = spaceOf(halves);
  await using compared = await comparedBy(halves);
  const runs = runsOf(halves);
  return measured(halves.length, dimensions, (asking) => {
    const scores = scoresFor(asking);
    const order = [...scores.keys()]
      .filter((at) => at !== asking)
      .sort((left, right) => scores[right]! - scores[left]!);
    // Whoever is not compared closely stays behind all who are.
    const close = scores.map((score) => score - 10);
    const likenessTo = compared.with(runs[asking]!);
    for (const at of order.slice(0, CLOSELY)) close[at] = likenessTo(runs[at]!)!.score;
    return close;
  });
}

function spaceOf(halves: Halves): { scoresFor: (asking: number) => number[]; dimensions: number } {
  const dimensions = zeros(halves).length;
  const rows = new Int8Array(halves.length * dimensions);
  halves.forEach(({ vectors }, place) => {
    const mean = new DocumentMean(dimensions);
    for (const vector of vectors) mean.add(vector);
    rows.set(mean.rounded(), place * dimensions);
  });
  const space = new DocumentSpace({ dimensions, rows });
  const rowOf = (at: number): Int8Array => rows.subarray(at * dimensions, (at + 1) * dimensions);
  return {
    scoresFor: (asking) => Array.from(space.scores(space.centred(rowOf(asking)))),
    dimensions,
  };
}

function runsOf(halves: Halves): PassageRun[] {
  let next = 0;
  return halves.map(({ vectors: { length: count } }) => {
    next += count;
    return { first: next - count, count };
  });
}

/** Compares a run of passages with others. */
interface Compared extends AsyncDisposable {
  readonly with: (left: PassageRun) => (right: PassageRun) => Likeness | null;
}

async function comparedBy(halves: Halves): Promise<Compared> {
  const codes = halves.flatMap(({ kept }) => (kept.kind === 'codes' ? kept.each : []));
  const vectors = halves.flatMap(({ kept }) => (kept.kind === 'vectors' ? kept.each : []));
  if (vectors.length > 0) {
    const library = await vectorLibrary(vectors.length, (passage) => vectors[passage]!);
    const likeness = new VectorLikeness(library);
    return {
      with: (left) => likeness.with(left),
      [Symbol.asyncDispose]: () => library[Symbol.asyncDispose](),
    };
  }
  const resident = ResidentCodes.ofWidth(codes[0]!.length);
  resident.put(0, Buffer.concat(codes));
  const likeness = new CodeLikeness(resident);
  return {
    with: (left) => (right) => likeness.between(left, right),
    [Symbol.asyncDispose]: async () => {},
  };
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
