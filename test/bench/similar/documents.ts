import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Preparer } from '../../../src-main/indexing/prepare.ts';
import { sentenceEnds } from '../../../src-main/lib/text/sentences.ts';
import { cut, type PoolPassage } from '../codes/collection.ts';
import { readDataset } from '../segmentation/dataset.ts';
import { grouped, shuffled } from '../segmentation/joined.ts';

/** A document as its passages. */
export type Passages = readonly PoolPassage[];

/** Of fewer passages a half is one passage or none. */
const FEWEST = 4;
const MOST = 40;
const JOINED = 5;
const SEED = 20_261_122;
const TEXTS = /\.(?:md|txt|rst|adoc)$/u;
const LONGEST = 60_000;

/**
 * Records of a judged set joined by fives, drawn without regard to what they are about: documents of several subjects.
 * Each record is cut in two at the sentence nearest to its middle, so that either half speaks of every subject.
 */
export function joinedDocuments(folder: string, preparer: Preparer): Passages[] {
  const { records } = readDataset(folder);
  const groups = grouped(shuffled(records, SEED), (group) => group.length === JOINED);
  const joined = groups.map((group) => group.flatMap(({ text }) => inTwo(text)));
  return long(joined.map((parts) => parts.flatMap((text) => cut(preparer, { title: '', text }).slice(0, 1))));
}

/** Texts of a folder in an order that says nothing. */
export function folderDocuments(folder: string, preparer: Preparer, most: number): Passages[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => TEXTS.test(file));
  const found: Passages[] = [];
  for (const file of shuffled(files.sort(), SEED)) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (text.length > LONGEST) continue;
    found.push(...long([cut(preparer, { title: '', text })]));
    if (found.length >= most) break;
  }
  return found;
}

function inTwo(text: string): string[] {
  const ends = sentenceEnds(text).slice(0, -1);
  if (ends.length === 0) return [];
  const middle = ends.toSorted(
    (one, other) => Math.abs(one - text.length / 2) - Math.abs(other - text.length / 2),
  )[0]!;
  return [text.slice(0, middle), text.slice(middle)].map((part) => part.trim());
}

function long(documents: readonly Passages[]): Passages[] {
  return documents.filter(({ length }) => length >= FEWEST && length <= MOST);
}
