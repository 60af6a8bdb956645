import { LightEmbedder } from '../../src-main/embed/light/light-embedder.ts';
import { loadLightModel } from '../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../src-main/embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../../src-main/embed/light/token-buffer.ts';
import { dot, Matrix, normalise } from './matrix.ts';
import { meanOfTokens } from './ridge.ts';

/** The unit vectors a table gives token sequences. */
export function embedAll(table: Matrix, sequences: readonly Uint16Array[]): Matrix {
  const vectors = new Matrix(sequences.length, table.columns);
  sequences.forEach((sequence, row) => {
    meanOfTokens(table, sequence, vectors.row(row));
    normalise(vectors.row(row));
  });
  return vectors;
}

/** Mean cosine between a table's vectors and the teacher's, both centred and in the projection's dimensions. */
export function meanCosine(table: Matrix, sequences: readonly Uint16Array[], targets: Matrix): number {
  const vectors = embedAll(table, sequences);
  let sum = 0;
  for (let row = 0; row < vectors.rows; row++)
    sum += dot(vectors.row(row), normalise(targets.row(row).slice()));
  return sum / vectors.rows;
}

const NEIGHBOURS = 10;
const CANDIDATES = 50;
const QUERIES = 500;

/** How many of the teacher's ten nearest texts are among the fifty that `score` puts first: what the light stage is for. */
export function neighbourRecall(teacher: Matrix, score: (query: number, text: number) => number): number {
  let found = 0;
  for (let query = 0; query < QUERIES; query++) {
    const nearest = best(teacher.rows, NEIGHBOURS, (text) => dot(teacher.row(query), teacher.row(text)));
    const candidates = new Set(best(teacher.rows, CANDIDATES, (text) => score(query, text)));
    found += nearest.filter((text) => candidates.has(text)).length;
  }
  return found / (QUERIES * NEIGHBOURS);
}

/** The texts after the queries, the highest score first. */
function best(texts: number, count: number, score: (text: number) => number): number[] {
  const scored = Array.from({ length: texts - QUERIES }, (_, index) => ({
    text: index + QUERIES,
    score: score(index + QUERIES),
  }));
  return scored
    .sort((left, right) => right.score - left.score)
    .slice(0, count)
    .map(({ text }) => text);
}

const PASSAGE_TOKENS = 200;

/** Tokens a second of one thread's own time, so that other work on the machine does not count; from text to codes. */
export function measureSpeed(directory: string, text: string): number {
  const model = loadLightModel(directory);
  const tokenizer = new LightTokenizer(model);
  const embedder = new LightEmbedder(model);
  const tokens = new TokenBuffer();
  tokenizer.encode(text, tokens);
  tokens.clear();
  const begin = process.threadCpuUsage();
  tokenizer.encode(text, tokens);
  for (let from = 0; from < tokens.length; from += PASSAGE_TOKENS) {
    embedder.code(embedder.embed(tokens, [{ from, to: Math.min(tokens.length, from + PASSAGE_TOKENS) }]));
  }
  const { user, system } = process.threadCpuUsage(begin);
  return (tokens.length * 1e6) / (user + system);
}
