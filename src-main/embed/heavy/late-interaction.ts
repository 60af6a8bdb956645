/** Vectors of tokens, one after the other, each of unit length. */
export interface TokenVectors {
  readonly lanes: Float32Array;
  readonly dimensions: number;
}

/** A run of tokens, by place. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** How many tokens stand before and behind every text, such as [CLS] and [SEP]. */
export interface Marks {
  readonly before: number;
  readonly behind: number;
}

const ONE_EACH: Marks = { before: 1, behind: 1 };

/** The states of some tokens, scaled to unit length; the marks around a text are left out. */
export function tokenVectors(lanes: Float32Array, dimensions: number, marks: Marks = ONE_EACH): TokenVectors {
  const first = marks.before * dimensions;
  const inner = lanes.slice(first, Math.max(first, lanes.length - marks.behind * dimensions));
  for (let from = 0; from < inner.length; from += dimensions) {
    let square = 0;
    for (let lane = from; lane < from + dimensions; lane += 1) square += inner[lane]! * inner[lane]!;
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
    for (let lane = from; lane < from + dimensions; lane += 1) inner[lane]! *= scale;
  }
  return { lanes: inner, dimensions };
}

/** Cosines of every query token (rows) with every passage token (columns). */
export class Likeness {
  readonly rows: number;
  readonly columns: number;
  readonly #cosines: Float32Array;

  constructor(query: TokenVectors, passage: TokenVectors) {
    const { dimensions } = query;
    this.rows = query.lanes.length / dimensions;
    this.columns = passage.lanes.length / dimensions;
    this.#cosines = new Float32Array(this.rows * this.columns);
    for (let row = 0; row < this.rows; row += 1) {
      for (let column = 0; column < this.columns; column += 1) {
        this.#cosines[row * this.columns + column] = cosine(query, row, passage, column);
      }
    }
  }

  /**
   * Late interaction: for each query token the likest token of a range, averaged over the query (MaxSim; Khattab and
   * Zaharia, ColBERT, 2020, section 3.3), −1…1; 0 for an empty range.
   */
  late({ from, to }: TokenRange = { from: 0, to: this.columns }): number {
    if (this.rows === 0 || from >= to) return 0;
    let sum = 0;
    for (let row = 0; row < this.rows; row += 1) {
      let most = -1;
      for (let column = from; column < to; column += 1) {
        most = Math.max(most, this.#cosines[row * this.columns + column]!);
      }
      sum += most;
    }
    return sum / this.rows;
  }
}

function cosine(left: TokenVectors, row: number, right: TokenVectors, column: number): number {
  const { dimensions } = left;
  const [a, b] = [row * dimensions, column * dimensions];
  let sum = 0;
  for (let lane = 0; lane < dimensions; lane += 1) sum += left.lanes[a + lane]! * right.lanes[b + lane]!;
  return sum;
}

/** The range that answers best, by place; −1 where there are fewer than two to choose from. */
export function answeringRange(likeness: Likeness, ranges: readonly TokenRange[]): number {
  if (ranges.filter(({ from, to }) => from < to).length < 2) return -1;
  const scores = ranges.map((range) => likeness.late(range));
  return scores.indexOf(Math.max(...scores));
}
