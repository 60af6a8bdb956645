import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { malformed, readJson, readJsonLines } from './data-files.ts';
import type { DataRecord } from './data-set.ts';

/** Documents that have a label each, and what the labels are called and mean: docs.jsonl and labels.json of a folder. */
export interface LabelledSet {
  readonly records: readonly DataRecord[];
  /** The index of each record's label; −1 where it is none of `labels`. */
  readonly truth: readonly number[];
  readonly labels: readonly { readonly name: string; readonly words: readonly string[] }[];
}

const [DOCUMENTS, LABELS] = ['docs.jsonl', 'labels.json'];
const REMEDY = 'See `inkling eval --help` for what docs.jsonl and labels.json hold.';

const documentSchema = z.object(
  {
    _id: z.string('"_id", a text that names it').min(1, '"_id", a text that names it'),
    title: z.string('"title" to be a text, where there is one').nullish(),
    text: z.string('"text", what the document says'),
    /** Null, or a name that is none of the labels': it belongs to none. */
    label: z.string('"label", the name of its label, or null for none').nullable(),
  },
  'to be an object',
);

const NAME = '"name", a text';
const KEYWORDS = '"keywords", a list of one word or more';
const labelsSchema = z
  .array(
    z.object(
      {
        name: z.string(NAME).trim().min(1, NAME),
        keywords: z.array(z.string(KEYWORDS).trim().min(1, KEYWORDS), KEYWORDS).min(1, KEYWORDS),
      },
      'to be an object',
    ),
    'to be a list of labels',
  )
  .min(1, 'one label or more');

/** Whether a folder holds documents with labels, or is meant to. */
export function isLabelledSet(folder: string): boolean {
  return [DOCUMENTS, LABELS].some((name) => existsSync(join(folder, name)));
}

/** @throws InklingError DATASET_MISSING, DATASET_UNREADABLE, DATASET_MALFORMED */
export function readLabelledSet(folder: string): LabelledSet {
  const labels = readJson({ folder, name: LABELS, remedy: REMEDY }, labelsSchema);
  const documents = readJsonLines({ folder, name: DOCUMENTS, remedy: REMEDY }, documentSchema);
  const index = new Map(labels.map(({ name }, label) => [name, label]));
  const truth = documents.map(({ label }) => index.get(label?.trim() ?? '') ?? -1);
  refuseTwice(
    LABELS,
    labels.map(({ name }) => name),
  );
  refuseTwice(
    DOCUMENTS,
    documents.map(({ _id }) => _id),
  );
  if (truth.every((label) => label < 0))
    throw malformed(`No document of ${DOCUMENTS} has a label that ${LABELS} names.`, REMEDY);
  return {
    records: documents.map(({ _id, title, text }) => ({ id: _id, title: title ?? '', text })),
    truth,
    labels: labels.map(({ name, keywords }) => ({ name, words: [...new Set(keywords)] })),
  };
}

/** What is measured is told apart by these. */
function refuseTwice(file: string, names: readonly string[]): void {
  const known = new Set<string>();
  for (const name of names) {
    if (known.has(name)) throw malformed(`${file} has ${name} twice.`, REMEDY);
    known.add(name);
  }
}
