import { Tokenizer } from '@huggingface/tokenizers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the teacher reads at most, its two markers taken off. */
const MAXIMUM_TOKENS = 254;

export interface TeacherTokenizer {
  readonly words: ReadonlySet<string>;
  /** Every piece alone, in the order of the ids. */
  readonly pieces: readonly Uint16Array[];
  encode(text: string): Uint16Array;
}

/** The library's tokeniser, not ours: the model must not inherit a mistake of the encoder that its tests would share. */
export function loadTeacherTokenizer(directory: string): TeacherTokenizer {
  const definition = JSON.parse(readFileSync(join(directory, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number> };
  };
  const tokenizer = new Tokenizer({ ...definition, truncation: null, padding: null }, {});
  return {
    words: new Set(Object.keys(definition.model.vocab).filter((piece) => /^[a-z]{2,}$/.test(piece))),
    pieces: Object.keys(definition.model.vocab).map((_, id) => Uint16Array.of(id)),
    encode: (text) =>
      Uint16Array.from(tokenizer.encode(text, { add_special_tokens: false }).ids.slice(0, MAXIMUM_TOKENS)),
  };
}
