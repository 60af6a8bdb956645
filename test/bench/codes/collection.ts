import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LightModel } from '../../../src-main/embed/light/light-model.ts';
import { HASH_BYTES } from '../../../src-main/storage/content.ts';
import { hashText, Preparer } from '../../../src-main/indexing/prepare.ts';
import { embeddedText, embeddingContext } from '../../../src-main/lib/text/embedded-text.ts';

/** Judged collections that together are the pool; their queries are real people's questions and claims. */
const SETS = ['ir-scifact', 'ir-cranfield', 'ir-cisi'] as const;

/** A passage as it is embedded. */
export interface PoolPassage {
  /** Hexadecimal, of what is embedded: the key vectors are kept under. */
  readonly hash: string;
  readonly context: string;
  readonly text: string;
}

interface Entry {
  readonly title: string;
  readonly text: string;
}

/** Every passage of the sets, cut as files are, equal texts once. */
export function readPassages(corpora: string, model: LightModel): PoolPassage[] {
  const preparer = new Preparer(model);
  const entries = SETS.flatMap((set) => readEntries(join(corpora, set, 'corpus.jsonl')));
  const passages = entries.flatMap((entry) => cut(preparer, entry));
  return [...new Map(passages.map((passage) => [passage.hash, passage])).values()];
}

export function readQueries(corpora: string): string[] {
  return SETS.flatMap((set) => readEntries(join(corpora, set, 'queries.jsonl'))).map(({ text }) => text);
}

/** The passages of one text, cut as files are. */
export function cut(preparer: Preparer, { title, text }: Entry): PoolPassage[] {
  const titled = title === '' ? null : title;
  const blocks = text === '' ? [] : [{ text, heading: [], page: null }];
  const extraction = { title: titled, blocks, fields: {}, dataLike: false, shortfall: null };
  const prepared = preparer.prepare({ format: 'text', contentHash: hashText(text), extraction });
  const { starts, lengths, hashes } = prepared.passages;
  const context = embeddingContext(titled, null);
  return Array.from(starts, (start, index) => ({
    hash: Buffer.from(hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)).toString('hex'),
    context,
    text: prepared.text.slice(start, start + (lengths[index] ?? 0)),
  }));
}

export function embeddedTextOf({ context, text }: PoolPassage): string {
  return embeddedText(context, text);
}

/** Parsed JSON enters here. */
function readEntries(file: string): Entry[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { title, text } = JSON.parse(line) as { readonly title?: string; readonly text: string };
      return { title: title ?? '', text };
    });
}
