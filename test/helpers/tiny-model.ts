import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { UNRELATED_SENTENCES } from '../../src-main/engine/unrelated-sentences.ts';
import { lookUpModel, type LookUpTable } from './onnx-bytes.ts';
import { seededRandom } from './random.ts';

const LANES = 32;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzäöüßéèêàçñáíóú0123456789.,;:!?\'"()-'];

/** Words of one meaning, in whatever language. */
export type Meanings = readonly (readonly string[])[];

export interface TinyModelOptions {
  readonly seed?: number;
  /** Beside the model's two files. */
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs?: LookUpTable['inputs'];
  readonly output?: string;
  /** Puts what is no number into every row. */
  readonly isBroken?: boolean;
}

/**
 * A model made on the spot, of a few kilobytes: words of one meaning have one vector, all others one of their own, and
 * a text has the mean of its words'. Its folder holds model.onnx and tokenizer.json.
 */
export async function tinyModel(
  folder: string,
  meanings: Meanings,
  { seed = 1, files = {}, isBroken = false, ...names }: TinyModelOptions = {},
): Promise<string> {
  const random = seededRandom(seed);
  const row = (): Float32Array =>
    Float32Array.from({ length: LANES }, () => (isBroken ? Number.NaN : random() - 0.5));
  const shared = new Map(meanings.flatMap((words) => withOne(words, row())));
  const others = wordsOf(UNRELATED_SENTENCES.join(' ')).filter((word) => !shared.has(word));
  const pieces = ['[UNK]', ...LETTERS, ...LETTERS.map((letter) => `##${letter}`), ...others];
  const vocabulary = [...new Set([...pieces, ...shared.keys()])];
  // What is spelt letter by letter says next to nothing.
  const rows = vocabulary.map(
    (piece) => shared.get(piece) ?? scaled(row(), others.includes(piece) ? 1 : 0.02),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), lookUpModel({ rows, ...names }));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizerOf(vocabulary)));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

function withOne(words: readonly string[], row: Float32Array): [string, Float32Array][] {
  return words.map((word) => [word, row]);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function scaled(row: Float32Array, factor: number): Float32Array {
  return row.map((lane) => lane * factor);
}

function tokenizerOf(vocabulary: readonly string[]): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
    },
  };
}
