import { sep } from 'node:path';

import { InferencePool } from '../embed/heavy/inference-pool.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';
import type { Spawn } from '../lib/processes.ts';
import { calibrationOf } from '../search/calibration.ts';
import type { Calibration } from '../search/fusion.ts';
import { UNRELATED_SENTENCES } from './unrelated-sentences.ts';

export interface ProbedModel {
  readonly dimensions: number;
  readonly calibration: Calibration;
}

/** A model that needs longer than this for two dozen sentences would be of no use; most take a second. */
const PROBE_MILLISECONDS = 60_000;
/** A model that finds unrelated texts as alike as this tells nothing apart. */
const MOST_ALIKE = 0.99;
/** Longer than the longest text that is embedded, whatever a tokenizer makes of it. */
const LONGEST_TEXT = UNRELATED_SENTENCES.join(' ').repeat(2);

/**
 * Has a model embed texts, in a process of its own that may die of it.
 * @throws InklingError MODEL_UNUSABLE; the signal's reason
 */
export async function probeModel(spawn: Spawn, folder: string, signal: AbortSignal): Promise<ProbedModel> {
  const pool = new InferencePool({ spawn, modelFolder: folder, processes: 1, background: 1 });
  try {
    const embedded = embedAll(pool);
    return judge(await Promise.race([embedded, whenAborted(signal), whenLate()]));
  } catch (thrown) {
    signal.throwIfAborted();
    const { message } = normaliseError(thrown);
    throw NO_ONNX.test(message) ? damaged() : unusable(message.replaceAll(`${folder}${sep}`, ''));
  } finally {
    await pool.close();
  }
}

/** The sentences' vectors; the longest text must be readable, too. */
async function embedAll(pool: InferencePool): Promise<Int8Array[]> {
  const embed = (text: string): Promise<Int8Array> => pool.embed(text, 'query');
  const [sentences] = await Promise.all([Promise.all(UNRELATED_SENTENCES.map(embed)), embed(LONGEST_TEXT)]);
  return sentences;
}

/** Pure. States that are no numbers have become vectors of zeros. */
function judge(vectors: readonly Int8Array[]): ProbedModel {
  const calibration = calibrationOf(vectors);
  const isBlank = vectors.some((vector) => vector.every((lane) => lane === 0));
  if (isBlank || !(calibration.low < MOST_ALIKE)) throw new Error('it finds every text alike');
  return { dimensions: vectors[0]?.length ?? 0, calibration };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = (): void => reject(normaliseError(signal.reason));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}

function whenLate(): Promise<never> {
  return new Promise((_, reject) => {
    const late = new Error(`it embedded nothing in ${PROBE_MILLISECONDS / 1_000} seconds`);
    setTimeout(() => reject(late), PROBE_MILLISECONDS).unref();
  });
}

/** Says ONNX Runtime of a file that is none of its own, or the beginning of one. */
const NO_ONNX = /protobuf parsing failed/i;

function damaged(): InklingError {
  return new InklingError('MODEL_UNUSABLE', {
    cause: 'The model cannot be used: its encoder is no ONNX file, or only a part of one.',
    remedy:
      'Get the file again from where it came from, and compare its size and sha256 with what is told there.',
  });
}

/** Why a model was refused, with what would do. */
export function unusable(why: string): InklingError {
  return new InklingError('MODEL_UNUSABLE', {
    cause: `The model cannot be used: ${why}`,
    remedy:
      'Give an ONNX encoder that takes input_ids and attention_mask and gives a last_hidden_state, in one file, with its tokenizer.json.',
  });
}
