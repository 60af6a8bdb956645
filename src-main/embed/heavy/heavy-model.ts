import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

import { readManifest, verifyModel, type ModelManifest } from '../manifest.ts';
import type { Marks } from './late-interaction.ts';

/**
 * One thread, one text at a time, no padding: the fastest way measured for int8 on a core, and it makes a
 * vector independent of its batch mates, so that stored and fresh ones are equal.
 */
const SESSION: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  enableCpuMemArena: false,
  enableMemPattern: false,
};

/** Largest magnitude of an int8 lane. */
const INT8_MOST = 127;

/** The last hidden state of every token, one after the other. */
export interface TokenStates {
  readonly lanes: Float32Array;
  readonly dimensions: number;
}

/** What a text is to the model, which may have been taught to tell the two by how they begin. */
export type Role = 'query' | 'passage';

/** Inputs an encoder may have; one that wants more cannot be run. */
const INPUTS: readonly string[] = ['input_ids', 'attention_mask', 'token_type_ids'];
/** The output that holds a state of every token: as most name it, and as sentence-transformers does. */
const STATES = ['last_hidden_state', 'token_embeddings'] as const;

/** A transformer that turns texts into vectors. Its `embed` blocks the thread while it runs. */
export class HeavyModel {
  readonly manifest: ModelManifest;
  readonly #session: InferenceSession;
  readonly #tokenizer: Tokenizer;
  /** Tokens that stand around every text. */
  readonly marks: Marks;

  private constructor(manifest: ModelManifest, session: InferenceSession, tokenizer: Tokenizer) {
    this.manifest = manifest;
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.marks = marksOf(tokenizer);
  }

  /**
   * Verifies every checksum, then makes the session.
   * @throws InklingError MODEL_MISSING, MODEL_CORRUPT; an Error where its inputs or outputs are not an encoder's
   */
  static async load(folder: string): Promise<HeavyModel> {
    const manifest = readManifest(folder);
    await verifyModel(folder, manifest);
    const json: unknown = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8'));
    const tokenizer = new Tokenizer(withoutPadding(json), {});
    const session = await InferenceSession.create(join(folder, 'model.onnx'), SESSION);
    requireEncoder(session);
    return new HeavyModel(manifest, session, tokenizer);
  }

  /** The pooled vector of a text, scaled so that its largest lane is ±127; direction alone counts. */
  async embed(text: string, role: Role = 'passage'): Promise<Int8Array> {
    return this.pooled(await this.states(this.prefixOf(role) + text));
  }

  /** What the model wants to stand before a text. */
  prefixOf(role: Role): string {
    return role === 'query' ? this.manifest.queryPrefix : this.manifest.passagePrefix;
  }

  /** One vector of the states of a text, as `embed` gives it. */
  pooled(states: TokenStates): Int8Array {
    const { dimensions } = this.manifest;
    const vector = pool(states, this.manifest.pooling);
    return quantise(dimensions > 0 && dimensions < vector.length ? vector.subarray(0, dimensions) : vector);
  }

  /** Tokens of a text, the marks around it aside. */
  countTokens(text: string): number {
    return text === '' ? 0 : this.#tokenizer.encode(text).ids.length - this.marks.before - this.marks.behind;
  }

  /** The last hidden state of every token, [CLS] and [SEP] included; of the text as it is, without a prefix. */
  async states(text: string): Promise<TokenStates> {
    const ids = this.#encode(text);
    const length = ids.length;
    const inputs: Readonly<Record<string, BigInt64Array>> = {
      input_ids: ids,
      attention_mask: new BigInt64Array(length).fill(1n),
      token_type_ids: new BigInt64Array(length),
    };
    // Encoders of one segment, such as DistilBERT, refuse an input they do not know.
    const known = Object.entries(inputs).filter(([name]) => this.#session.inputNames.includes(name));
    const output = await this.#session.run(
      Object.fromEntries(known.map(([name, values]) => [name, new Tensor('int64', values, [1, length])])),
    );
    const states = output[statesOf(this.#session)];
    if (!(states?.data instanceof Float32Array))
      throw new Error('the model gave no states as 32-bit numbers');
    if (states.dims.length !== 3 || states.dims[1] !== length)
      throw new Error(
        `the model gave ${states.dims.join(' × ')} numbers, not a state of each of ${length} tokens`,
      );
    return { lanes: states.data, dimensions: states.data.length / length };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  /** Ids with [CLS] and [SEP], cut to what the model reads. */
  #encode(text: string): BigInt64Array {
    const ids = this.#tokenizer.encode(text).ids;
    const kept =
      ids.length <= this.manifest.maxTokens
        ? ids
        : [...ids.slice(0, this.manifest.maxTokens - 1), ids.at(-1) ?? 0];
    return BigInt64Array.from(kept, BigInt);
  }
}

/** Padding would make a vector depend on its batch, truncation is done by token count here. */
function withoutPadding(json: unknown): object {
  return typeof json === 'object' && json !== null ? { ...json, padding: null, truncation: null } : {};
}

/** One before and one behind a text, where there are two; a single one stands where its like is found around a text. */
function marksOf(tokenizer: Tokenizer): Marks {
  const alone = tokenizer.encode('').ids;
  if (alone.length !== 1)
    return { before: Math.ceil(alone.length / 2), behind: Math.floor(alone.length / 2) };
  const isBefore = tokenizer.encode('a').ids[0] === alone[0];
  return isBefore ? { before: 1, behind: 0 } : { before: 0, behind: 1 };
}

/** @throws Error where a session wants what is not given, or gives no states */
function requireEncoder(session: InferenceSession): void {
  const unknown = session.inputNames.filter((name) => !INPUTS.includes(name));
  if (unknown.length > 0) throw new Error(`it wants ${unknown.join(' and ')}, which no plain encoder does`);
  if (statesOf(session) === '')
    throw new Error(`it has no ${STATES.join(' or ')} among its outputs: ${session.outputNames.join(', ')}`);
}

function statesOf({ outputNames }: InferenceSession): string {
  return STATES.find((name) => outputNames.includes(name)) ?? '';
}

function pool(states: TokenStates, pooling: ModelManifest['pooling']): Float32Array {
  const { lanes, dimensions } = states;
  if (pooling === 'cls') return lanes.subarray(0, dimensions);
  return pooling === 'last' ? lanes.subarray(lanes.length - dimensions) : meanOf(states);
}

/** Not divided by their number: direction alone counts. */
function meanOf({ lanes, dimensions }: TokenStates): Float32Array {
  const mean = new Float32Array(dimensions);
  for (let from = 0; from < lanes.length; from += dimensions) {
    for (let lane = 0; lane < dimensions; lane += 1) {
      mean[lane] = (mean[lane] ?? 0) + (lanes[from + lane] ?? 0);
    }
  }
  return mean;
}

/** Pure: int8 lanes in proportion, the largest at full scale; a zero vector stays zero. @throws Error for lanes that are no numbers */
export function quantise(vector: Float32Array): Int8Array {
  const most = vector.reduce((greatest, lane) => Math.max(greatest, Math.abs(lane)), 0);
  if (!Number.isFinite(most)) throw new Error('the model gave values that are no numbers');
  const scale = most === 0 ? 0 : INT8_MOST / most;
  return Int8Array.from(vector, (lane) => Math.round(lane * scale));
}
