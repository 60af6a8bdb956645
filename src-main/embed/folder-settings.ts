import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Pooling } from './manifest.ts';

/** What a model's folder says of how it is to be used; what it does not say is missing. */
export interface FolderSettings {
  readonly pooling?: Pooling;
  readonly queryPrefix?: string;
  readonly passagePrefix?: string;
  /** The longest text it is to be given. */
  readonly maxTokens?: number;
}

const POOLINGS: readonly (readonly [string, Pooling])[] = [
  ['pooling_mode_cls_token', 'cls'],
  ['pooling_mode_mean_tokens', 'mean'],
  ['pooling_mode_lasttoken', 'last'],
];
/** As publishers name what stands before a passage. */
const PASSAGE_PROMPTS = ['passage', 'document'];

/** Reads the files that sentence-transformers keeps beside a model; one that cannot be read says nothing. */
export function readFolderSettings(folder: string): FolderSettings {
  const pooling = poolingOf(readObject(join(folder, '1_Pooling', 'config.json')));
  const prompts = objectOf(readObject(join(folder, 'config_sentence_transformers.json'))['prompts']);
  const maxTokens = readObject(join(folder, 'sentence_bert_config.json'))['max_seq_length'];
  const queryPrefix = textOf(prompts['query']);
  const passagePrefix = PASSAGE_PROMPTS.map((name) => textOf(prompts[name])).find(
    (text) => text !== undefined,
  );
  return {
    ...(pooling !== undefined && { pooling }),
    ...(queryPrefix !== undefined && { queryPrefix }),
    ...(passagePrefix !== undefined && { passagePrefix }),
    ...(typeof maxTokens === 'number' && maxTokens > 0 && { maxTokens }),
  };
}

/** The one way that is switched on; where several are, the vector is made of parts, which is not done here. */
function poolingOf(config: Readonly<Record<string, unknown>>): Pooling | undefined {
  const on = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true);
  return on.length === 1 ? POOLINGS.find(([key]) => key === on[0])?.[1] : undefined;
}

function readObject(path: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return objectOf(parsed);
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
