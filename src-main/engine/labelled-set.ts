import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import type { DataRecord } from './data-set.ts';

/** Documents that have a label each, and what the labels are called and mean: docs.jsonl and labels.json of a folder. */
export interface LabelledSet {
  readonly records: readonly DataRecord[];
  /** The index of each record's label; −1 where it is none of `labels`. */
  readonly truth: readonly number[];
  readonly labels: readonly { readonly name: string; readonly words: readonly string[] }[];
}

export function isLabelledSet(folder: string): boolean {
  return existsSync(join(folder, 'labels.json'));
}

/** @throws InklingError DATASET_MISSING */
export function readLabelledSet(folder: string): LabelledSet {
  const labels = readLabels(folder);
  const index = new Map(labels.map(({ name }, label) => [name, label]));
  const documents = read(folder, 'docs.jsonl')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { _id: string; title?: string; text: string; label: string });
  return {
    records: documents.map(({ _id, title, text }) => ({ id: _id, title: title ?? '', text })),
    truth: documents.map(({ label }) => index.get(label) ?? -1),
    labels,
  };
}

/** Parsed JSON enters here. */
function readLabels(folder: string): LabelledSet['labels'] {
  const labels = JSON.parse(read(folder, 'labels.json')) as { name: string; keywords: string[] }[];
  return labels.map(({ name, keywords }) => ({ name, words: [...new Set(keywords)] }));
}

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    throw new InklingError('DATASET_MISSING', {
      cause: `${folder} holds no ${name}.`,
      remedy: 'Give a folder with docs.jsonl and labels.json.',
    });
  }
}
