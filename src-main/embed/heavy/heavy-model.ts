import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

import { readManifest, verifyModel, type ModelManifest } from '../manifest.ts';

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

/** A transformer that turns texts into vectors. Its `embed` blocks the thread while it runs. */
export class HeavyModel {
  readonly manifest: ModelManifest;
  readonly #session: InferenceSession;
  readonly #tokenizer: Tokenizer;

  private constructor(manifest: ModelManifest, session: InferenceSession, tokenizer: Tokenizer) {
    this.manifest = manifest;
    this.#session = session;
    this.#tokenizer = tokenizer;
  }

  /** Verifies every checksum, then makes the session. @throws InklingError MODEL_MISSING, MODEL_CORRUPT */
  static async load(folder: string): Promise<HeavyModel> {
    const manifest = readManifest(folder);
    verifyModel(folder, manifest);
    const json: unknown = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8'));
    const tokenizer = new Tokenizer(withoutPadding(json), {});
    const session = await InferenceSession.create(join(folder, 'model.onnx'), SESSION);
    return new HeavyModel(manifest, session, tokenizer);
  }

  /** The mean-pooled vector of a text, scaled so that its largest lane is ±127; direction alone counts. */
  async embed(text: string): Promise<Int8Array> {
    const states = await this.states(text);
    const { dimensions } = this.manifest;
    return quantise(meanOf(states, states.length / dimensions, dimensions));
  }

  /** The last hidden state of every token, [CLS] and [SEP] included: tokens × dimensions. */
  async states(text: string): Promise<Float32Array> {
    const ids = this.#encode(text);
    const length = ids.length;
    const output = await this.#session.run({
      input_ids: new Tensor('int64', ids, [1, length]),
      attention_mask: new Tensor('int64', new BigInt64Array(length).fill(1n), [1, length]),
      token_type_ids: new Tensor('int64', new BigInt64Array(length), [1, length]),
    });
    const states = output['last_hidden_state']?.data;
    if (!(states instanceof Float32Array)) throw new Error('the model gave no last_hidden_state');
    return states;
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

function meanOf(states: Float32Array, tokens: number, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (let token = 0; token < tokens; token += 1) {
    for (let lane = 0; lane < dimensions; lane += 1) {
      mean[lane] = (mean[lane] ?? 0) + (states[token * dimensions + lane] ?? 0);
    }
  }
  return mean;
}

/** Pure: int8 lanes in proportion, the largest at full scale; a zero vector stays zero. */
export function quantise(vector: Float32Array): Int8Array {
  const most = vector.reduce((greatest, lane) => Math.max(greatest, Math.abs(lane)), 0);
  const scale = most === 0 ? 0 : INT8_MOST / most;
  return Int8Array.from(vector, (lane) => Math.round(lane * scale));
}
