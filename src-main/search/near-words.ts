import type { LightModel } from '../embed/light/light-model.ts';
import type { LightTokenizer } from '../embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../embed/light/token-buffer.ts';

/** A word of the query and what it weighs. */
export interface WeighedWord {
  readonly word: string;
  readonly weight: number;
}

/** A piece of the query, ready to be compared with rows of the model's table. */
interface AskedPiece {
  /** Its share of the whole, 0…1. */
  readonly weight: number;
  /** Its unit vector, times what one step of the table is worth, by dimension. */
  readonly lanes: Float32Array;
  /** What it has in common with the mean of all pieces. */
  readonly common: number;
}

/** More pieces than any sentence has; of a pasted page the weightiest are asked. */
const MOST_PIECES = 32;
/** Different pieces a few hundred passages hold, to begin with. */
const FIRST_ROOM = 4_096;
const ABSENT = -1;
/** No inverse of a length is below zero. */
const UNMET = -1;

/**
 * How near the words of passages come to those of a query: each piece of the query meets the one nearest to it (late
 * interaction, as in ColBERT, Khattab and Zaharia, 2020), here over the light model's vectors of single pieces, so that
 * it waits for no transformer.
 */
export class NearWords {
  readonly #model: LightModel;
  readonly #tokenizer: LightTokenizer;
  readonly #tokens = new TokenBuffer();
  /** The mean of all pieces: what every one shares tells none apart. */
  readonly #mean: Float32Array;
  /** Of each piece the inverse of its length, the mean taken away; UNMET until a text or a query holds it. */
  readonly #inverses: Float32Array;
  #asked: readonly AskedPiece[] = [];
  /** Of each piece of the model where its cosines stand, or ABSENT where no passage held it yet. */
  readonly #places: Int32Array;
  #cosines = new Float32Array(FIRST_ROOM);
  #used = 0;

  constructor(model: LightModel, tokenizer: LightTokenizer) {
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#mean = meanOf(model);
    this.#inverses = new Float32Array(model.vocabulary.length).fill(UNMET);
    this.#places = new Int32Array(model.vocabulary.length);
  }

  /** Begins a query. */
  begin(words: readonly WeighedWord[]): void {
    const pieces = words.flatMap(({ word, weight }) => this.#piecesOf(word, weight));
    const kept = pieces.toSorted((left, right) => right.weight - left.weight).slice(0, MOST_PIECES);
    const total = kept.reduce((sum, { weight }) => sum + weight, 0);
    this.#asked = kept.map(({ id, weight }) => this.#ask(id, weight / total));
    this.#places.fill(ABSENT);
    this.#used = 0;
  }

  /** The weighed mean, over the query's pieces, of the cosine to the nearest piece of the text, 0…1. */
  nearness(text: string): number {
    const asked = this.#asked;
    const best = new Float64Array(asked.length);
    this.#tokens.clear();
    this.#tokenizer.encode(text, this.#tokens);
    for (let token = 0; token < this.#tokens.length; token += 1) {
      const place = this.#placeOf(this.#tokens.ids[token]!);
      for (let piece = 0; piece < best.length; piece += 1) {
        const cosine = this.#cosines[place + piece]!;
        if (cosine > best[piece]!) best[piece] = cosine;
      }
    }
    return asked.reduce((sum, { weight }, piece) => sum + weight * best[piece]!, 0);
  }

  #piecesOf(word: string, weight: number): { readonly id: number; readonly weight: number }[] {
    this.#tokens.clear();
    const count = this.#tokenizer.encode(word, this.#tokens);
    return Array.from(this.#tokens.ids.subarray(0, count), (id) => ({ id, weight: weight / count }));
  }

  #ask(id: number, weight: number): AskedPiece {
    const inverse = this.#inverseOf(id);
    const unit = this.#centred(id).map((lane) => lane * inverse);
    const { scales } = this.#model;
    const common = unit.reduce((sum, lane, column) => sum + lane * (this.#mean[column] ?? 0), 0);
    return { weight, lanes: unit.map((lane, column) => lane * (scales[column] ?? 0)), common };
  }

  /** Where the cosines of a piece to those of the query stand; computed where it is met first. */
  #placeOf(id: number): number {
    const known = this.#places[id]!;
    if (known !== ABSENT) return known;
    const place = this.#used;
    this.#used += this.#asked.length;
    if (this.#used > this.#cosines.length) this.#grow();
    const { table, dimensions } = this.#model;
    const row = id * dimensions;
    const inverse = this.#inverseOf(id);
    for (const [piece, { lanes, common }] of this.#asked.entries()) {
      let sum = -common;
      for (let column = 0; column < dimensions; column += 1) sum += lanes[column]! * table[row + column]!;
      this.#cosines[place + piece] = sum * inverse;
    }
    this.#places[id] = place;
    return place;
  }

  #grow(): void {
    const grown = new Float32Array(2 * this.#used);
    grown.set(this.#cosines);
    this.#cosines = grown;
  }

  #inverseOf(id: number): number {
    const known = this.#inverses[id]!;
    if (known !== UNMET) return known;
    const inverse = inverseLength(this.#centred(id));
    this.#inverses[id] = inverse;
    return inverse;
  }

  #centred(id: number): Float32Array {
    const { table, scales, dimensions } = this.#model;
    return this.#mean.map((mean, column) => table[id * dimensions + column]! * scales[column]! - mean);
  }
}

function meanOf({ table, scales, dimensions, vocabulary }: LightModel): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let row = 0; row < table.length; row += dimensions)
    for (let column = 0; column < dimensions; column += 1) sums[column]! += table[row + column]!;
  return Float32Array.from(sums, (sum, column) => (sum * scales[column]!) / vocabulary.length);
}

function inverseLength(lanes: Float32Array): number {
  const squares = lanes.reduce((sum, lane) => sum + lane * lane, 0);
  return squares === 0 ? 0 : 1 / Math.sqrt(squares);
}
